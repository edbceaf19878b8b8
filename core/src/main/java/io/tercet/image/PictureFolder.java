package io.tercet.image;

import io.tercet.data.ByteImages;
import io.tercet.data.ClassNames;
import io.tercet.data.DataException;
import io.tercet.math.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in folders, one for each class: the class of a picture is the path from the folder named
 * to the one it lies in, {@code cats/siamese}. Hidden files are left out. Examples are in the order
 * of their paths, whatever the file system says, and the same on any number of threads.
 *
 * <p>Pixels are decoded once: they are kept in a file named by the content of all pictures and by
 * how they are read, which later readings map into memory. Where a file cannot be read, nothing is
 * kept.
 */
public final class PictureFolder {
  private final Path folder;
  private final PictureOptions options;
  private final Workers workers;
  private final PictureListener listener;
  private final PictureCache cache;

  /**
   * @param folder has a folder for each class
   * @param cache where decoded pixels are kept, or null to keep none
   * @param workers who decodes
   */
  public PictureFolder(
      Path folder,
      PictureOptions options,
      @Nullable Path cache,
      Workers workers,
      PictureListener listener) {
    this.folder = folder;
    this.options = options;
    this.workers = workers;
    this.listener = listener;
    this.cache = new PictureCache(cache);
  }

  /**
   * What was found.
   *
   * @param images the examples: [height, width] if grey, [height, width, 3] else
   * @param files the file of each example
   * @param unreadable a line for each file left out
   */
  public record Content(ByteImages images, List<Path> files, List<String> unreadable) {}

  /** Whether there are files in folders of it. */
  public static boolean looksLikeOne(Path folder) throws IOException {
    return Files.isDirectory(folder) && !list(folder).isEmpty();
  }

  /**
   * Reads all pictures.
   *
   * @throws DataException if there is none, or one cannot be read and is not to be skipped
   */
  public Content read() throws IOException {
    return read(null);
  }

  /**
   * Reads all pictures as others were read, for judging on them: the same size, channels and
   * classes.
   *
   * @throws DataException if there is a class that the others do not have
   */
  public Content readLike(ByteImages others) throws IOException {
    return read(others);
  }

  private Content read(@Nullable ByteImages others) throws IOException {
    List<Path> found = list(folder);
    if (found.isEmpty()) {
      throw new DataException(
          "%s: no pictures, expected a folder of them for each class".formatted(folder));
    }
    List<String> unreadable = Collections.synchronizedList(new ArrayList<>());
    PictureFile.@Nullable Header[] headers = headers(found, unreadable);
    List<Path> files = new ArrayList<>();
    List<PictureFile.Header> readable = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      PictureFile.Header header = headers[i];
      if (header != null) {
        files.add(found.get(i));
        readable.add(header);
      }
    }
    List<Integer> shape = others == null ? shape(readable) : others.shape();
    String key = key(readable, shape);
    long bytes = (long) files.size() * bytes(shape);
    MemorySegment kept = cache.find(key, bytes);
    if (kept != null && !files.isEmpty()) {
      listener.progressed(files.size(), files.size());
      return content(files, shape, kept, others, unreadable);
    }
    return decode(files, shape, key, others, unreadable);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> path.getNameCount() > folder.getNameCount() + 1)
          .filter(path -> isVisible(folder.relativize(path)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static boolean isVisible(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private PictureFile.@Nullable Header[] headers(List<Path> files, List<String> unreadable)
      throws IOException {
    PictureFile.@Nullable Header[] headers = new PictureFile.Header[files.size()];
    each(files, unreadable, null, (i, path) -> headers[i] = PictureFile.header(path));
    return headers;
  }

  private interface Work {
    void on(int i, Path path) throws IOException;
  }

  /** Does something to each file; those that cannot be read end it, or are noted. */
  private void each(
      List<Path> files, List<String> unreadable, @Nullable AtomicInteger done, Work work)
      throws IOException {
    @Nullable IOException[] failures = new IOException[files.size()];
    workers.run(
        files.size(),
        i -> {
          try {
            work.on(i, files.get(i));
          } catch (IOException e) {
            failures[i] = e;
          }
          if (done != null) {
            listener.progressed(done.incrementAndGet(), files.size());
          }
        });
    for (IOException failure : failures) {
      if (failure != null && !options.skipUnreadable()) {
        throw failure;
      }
      if (failure != null) {
        unreadable.add(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
      }
    }
  }

  private List<Integer> shape(List<PictureFile.Header> headers) {
    List<PictureSize> sizes =
        headers.stream().map(PictureFile.Header::size).distinct().limit(2).toList();
    PictureSize size = options.size();
    if (size == null) {
      size =
          sizes.size() == 1
              ? sizes.getFirst()
              : new PictureSize(PictureOptions.SIDE, PictureOptions.SIDE);
    }
    boolean colour = !options.grey() && headers.stream().anyMatch(PictureFile.Header::colour);
    return colour ? List.of(size.height(), size.width(), 3) : List.of(size.height(), size.width());
  }

  private static int bytes(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Depends on all that the pixels depend on. */
  private static String key(List<PictureFile.Header> headers, List<Integer> shape) {
    StringBuilder text = new StringBuilder("tercet pixels 1 ").append(shape);
    headers.forEach(header -> text.append(' ').append(header.sha256()));
    return PictureFile.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Content decode(
      List<Path> files,
      List<Integer> shape,
      String key,
      @Nullable ByteImages others,
      List<String> unreadable)
      throws IOException {
    long bytes = bytes(shape);
    PictureCache.Room room = cache.room(files.size() * bytes);
    try {
      MemorySegment pixels = room.pixels();
      boolean[] decoded = new boolean[files.size()];
      each(
          files,
          unreadable,
          new AtomicInteger(),
          (i, path) -> {
            byte[] samples = sample(path, shape).samples();
            MemorySegment.copy(samples, 0, pixels, ValueLayout.JAVA_BYTE, i * bytes, (int) bytes);
            decoded[i] = true;
          });
      int[] good = IntStream.range(0, files.size()).filter(i -> decoded[i]).toArray();
      if (good.length == files.size() && good.length > 0) {
        cache.keep(room, key);
      }
      for (int i = 0; i < good.length; i++) {
        MemorySegment.copy(pixels, good[i] * bytes, pixels, i * bytes, bytes);
      }
      List<Path> readable = IntStream.of(good).mapToObj(files::get).toList();
      MemorySegment together = pixels.asSlice(0, good.length * bytes);
      return content(readable, shape, together, others, unreadable);
    } finally {
      cache.drop(room);
    }
  }

  private static Picture sample(Path path, List<Integer> shape) throws IOException {
    Picture picture = PictureFile.read(path).covering(new PictureSize(shape.get(1), shape.get(0)));
    return shape.size() == 2 ? picture.toGrey() : picture.toColour();
  }

  private Content content(
      List<Path> files,
      List<Integer> shape,
      MemorySegment pixels,
      @Nullable ByteImages others,
      List<String> unreadable)
      throws DataException {
    if (files.isEmpty()) {
      throw new DataException("%s: none of its pictures can be read".formatted(folder));
    }
    List<String> classes =
        others == null
            ? List.copyOf(new TreeSet<>(files.stream().map(this::className).toList()))
            : others.classNames();
    int[] labels = new int[files.size()];
    for (int i = 0; i < labels.length; i++) {
      String name = className(files.get(i));
      labels[i] = classes.indexOf(name);
      if (labels[i] < 0) {
        throw new DataException(
            "%s: class '%s' is not among those trained on: %s"
                .formatted(files.get(i), name, ClassNames.inShort(classes)));
      }
    }
    List<String> ids = files.stream().map(file -> FileIds.of(folder, file)).toList();
    ByteImages images = new ByteImages(shape, classes, pixels, labels).withIds(ids::get);
    return new Content(images, files, List.copyOf(unreadable));
  }

  private String className(Path file) {
    Path within = Objects.requireNonNull(folder.relativize(file).getParent());
    return within.toString().replace('\\', '/');
  }
}
