package io.tercet.image;

import io.tercet.data.ByteImages;
import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in folders, one for each class: the class of a picture is the path from the folder named
 * to the one it lies in, {@code cats/siamese}. Names that differ only in how letters with accents
 * are composed are one class. Hidden files, by-products of systems, and notes that are no pictures
 * by name and content are left out. Examples are in the order of their paths, whatever the file
 * system says, and the same on any number of threads.
 *
 * <p>Pixels are decoded once: they are kept in a file named by the content of all pictures and by
 * how they are read, which later readings map into memory. Where a file cannot be read, nothing is
 * kept.
 */
public final class ImageFolder {
  private final Path folder;
  private final ImageOptions options;
  private final ParallelFiles eachFile;
  private final ImageListener listener;
  private final ImageCache cache;

  /**
   * @param folder has a folder for each class
   * @param cache where decoded pixels are kept, or null to keep none
   * @param workers who decodes
   */
  public ImageFolder(
      Path folder,
      ImageOptions options,
      @Nullable Path cache,
      Workers workers,
      ImageListener listener) {
    this.folder = folder;
    this.options = options;
    this.eachFile = new ParallelFiles(workers, options.skipUnreadable());
    this.listener = listener;
    this.cache = new ImageCache(cache);
  }

  /**
   * What was found.
   *
   * @param images the examples: [height, width] if grey, [height, width, 3] else
   * @param files the file of each example
   * @param digests SHA-256 of the file of each example, in hexadecimal
   * @param unreadable a line for each file left out because it cannot be read
   * @param notes lines about the size that was chosen and what else was left out
   */
  public record Content(
      ByteImages images,
      List<Path> files,
      List<String> digests,
      List<String> unreadable,
      List<String> notes) {}

  /**
   * The pictures of a folder with everything as by default: all processors decode, nothing is
   * cached, and a file that cannot be read is an error.
   *
   * @throws DataException if there is none, or one cannot be read
   */
  public static ByteImages load(Path folder) throws IOException {
    try (Workers workers = Workers.all()) {
      return new ImageFolder(folder, ImageOptions.DEFAULT, null, workers, ImageListener.NONE)
          .read()
          .images();
    }
  }

  /**
   * A line that says which folders to name instead, if this one holds parts of a data set, {@code
   * train} beside {@code val} or {@code test}, and not classes; null else.
   */
  public static @Nullable String partsIn(Path folder) throws IOException {
    return Files.isDirectory(folder) ? ImageParts.found(folder) : null;
  }

  /** Whether there are pictures in it, or in folders of it. */
  public static boolean looksLikeOne(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    ImageListing.Found found = ImageListing.list(folder);
    return !found.isEmpty() || found.withoutClass() > 0;
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
    ImageListing.Found found = ImageListing.listPictures(folder);
    if (!found.unreadable().isEmpty() && !options.skipUnreadable()) {
      throw new DataException(found.unreadable().getFirst());
    }
    List<String> unreadable = new ArrayList<>(found.unreadable());
    List<ImageExample> examples = headers(found.pictures(), unreadable);
    TargetShape shape =
        others == null
            ? TargetShape.of(examples.stream().map(ImageExample::header).toList(), options)
            : TargetShape.like(others.shape());
    String key = key(examples, shape);
    MemorySegment pixels = cache.find(key, (long) examples.size() * shape.bytes());
    if (pixels != null && !examples.isEmpty()) {
      listener.progressed(examples.size(), examples.size());
    } else {
      pixels = decode(examples, shape, key, unreadable);
    }
    if (examples.isEmpty()) {
      throw new DataException(
          "%s: none of its pictures can be read; the first: %s"
              .formatted(folder, unreadable.getFirst()));
    }
    List<String> notes = new ArrayList<>(found.notes());
    if (shape.note() != null) {
      notes.add(shape.note());
    }
    ImageClasses classes = new ImageClasses(folder, examples, others);
    List<String> ids =
        examples.stream().map(example -> FileIds.of(folder, example.file())).toList();
    ByteImages images =
        new ByteImages(shape.dimensions(), classes.names(), pixels, classes.labels())
            .withIds(ids::get);
    return content(examples, images, unreadable, notes);
  }

  private static Content content(
      List<ImageExample> examples, ByteImages images, List<String> unreadable, List<String> notes) {
    return new Content(
        images,
        examples.stream().map(ImageExample::file).toList(),
        examples.stream().map(example -> example.header().sha256()).toList(),
        List.copyOf(unreadable),
        List.copyOf(notes));
  }

  private List<ImageExample> headers(List<Path> files, List<String> unreadable) throws IOException {
    @Nullable ImageExample[] read = new ImageExample[files.size()];
    eachFile.run(
        files,
        unreadable,
        i -> read[i] = new ImageExample(files.get(i), ImageFile.header(files.get(i))));
    List<ImageExample> examples = new ArrayList<>();
    for (ImageExample example : read) {
      if (example != null) {
        examples.add(example);
      }
    }
    return examples;
  }

  /** Depends on all that the pixels depend on. */
  private static String key(List<ImageExample> examples, TargetShape shape) {
    StringBuilder text = new StringBuilder("tercet pixels 2 ").append(shape.dimensions());
    examples.forEach(example -> text.append(' ').append(example.header().sha256()));
    return ImageFile.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes all examples, and leaves those in the list that could be decoded. */
  private MemorySegment decode(
      List<ImageExample> examples, TargetShape shape, String key, List<String> unreadable)
      throws IOException {
    long bytes = shape.bytes();
    int count = examples.size();
    ImageCache.Room room = cache.room(count, bytes);
    try {
      MemorySegment pixels = room.pixels();
      boolean[] decoded = new boolean[count];
      AtomicInteger done = new AtomicInteger();
      eachFile.run(
          examples.stream().map(ImageExample::file).toList(),
          unreadable,
          i -> {
            try {
              byte[] samples = examples.get(i).decode(shape).samples();
              MemorySegment.copy(samples, 0, pixels, ValueLayout.JAVA_BYTE, i * bytes, (int) bytes);
              decoded[i] = true;
            } finally {
              listener.progressed(done.incrementAndGet(), count);
            }
          });
      int good = 0;
      List<ImageExample> all = List.copyOf(examples);
      examples.clear();
      for (int i = 0; i < count; i++) {
        if (decoded[i]) {
          examples.add(all.get(i));
          MemorySegment.copy(pixels, i * bytes, pixels, good++ * bytes, bytes);
        }
      }
      if (good > 0 && unreadable.isEmpty()) {
        cache.keep(room, key);
      }
      return pixels.asSlice(0, good * bytes);
    } finally {
      cache.drop(room);
    }
  }
}
