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
 * Reads a folder of images with a subfolder per class: the class of an image is the relative path
 * of its folder, {@code cats/siamese}. Names that differ only in Unicode normalization are one
 * class. Hidden files, by-products of operating systems, and files that are not images by name and
 * content are skipped. Examples are sorted by path, regardless of the file system and the number of
 * threads.
 *
 * <p>Pixels are decoded once and cached in a file whose name depends on the content of all images
 * and on the options; later calls map it into memory. Nothing is cached if a file cannot be read.
 * Digests and sizes of the files are kept beside it: a file that was not written since is not read
 * again.
 */
public final class ImageFolder {
  private final Path folder;
  private final ImageOptions options;
  private final ParallelFiles eachFile;
  private final ImageListener listener;
  private final ImageCache cache;

  /**
   * Creates a reader of a folder, which does not yet read.
   *
   * @param folder folder with a subfolder per class
   * @param options the size and the channels of the examples
   * @param cache folder for decoded pixels, or null to disable the cache
   * @param workers the threads that decode
   * @param listener is notified of the progress
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
   * The content of a folder.
   *
   * @param images the examples: [height, width] if grayscale, else [height, width, 3]
   * @param files the file of each example
   * @param digests SHA-256 of the file of each example, in hexadecimal
   * @param unreadable one line for each file skipped because it cannot be read
   * @param notes lines about the chosen size and other skipped files
   */
  public record Content(
      ByteImages images,
      List<Path> files,
      List<String> digests,
      List<String> unreadable,
      List<String> notes) {}

  /**
   * {@return the pictures of a folder, read with the default options: all processors decode,
   * nothing is cached, and a file that cannot be read is an error}
   *
   * @param folder a folder with a subfolder per class
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
   * Finds out whether the folder contains parts of a data set, {@code train} next to {@code val} or
   * {@code test}, instead of classes.
   *
   * @param folder the folder to look into; need not exist
   * @return if so, a message that names the folders to pass; else null
   * @throws IOException if the folder cannot be listed
   */
  public static @Nullable String partsIn(Path folder) throws IOException {
    return Files.isDirectory(folder) ? ImageParts.found(folder) : null;
  }

  /**
   * {@return whether the folder or one of its subfolders contains images}
   *
   * @param folder the folder to look into; need not exist
   * @throws IOException if the folder cannot be listed
   */
  public static boolean looksLikeOne(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    ImageListing.Found found = ImageListing.list(folder);
    return !found.isEmpty() || found.withoutClass() > 0;
  }

  /**
   * Reads all images.
   *
   * @return the images and their files
   * @throws DataException if there are none, or if one cannot be read and unreadable files are not
   *     skipped
   */
  public Content read() throws IOException {
    return read(null);
  }

  /**
   * Reads all images with the size, channels and classes of others, for evaluation.
   *
   * @param others the images whose size, channels and class numbers the result has
   * @return the images and their files
   * @throws DataException if there is a class that the others lack
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
    ImageContents contents = ImageContents.ofHeap();
    List<ImageExample> examples = headers(found.images(), contents, unreadable);
    TargetShape shape =
        others == null
            ? TargetShape.of(examples.stream().map(ImageExample::header).toList(), options)
            : TargetShape.like(others.shape());
    String key = key(examples, shape);
    MemorySegment pixels = cache.find(key, (long) examples.size() * shape.bytes());
    if (pixels != null && !examples.isEmpty()) {
      listener.progressed(examples.size(), examples.size());
    } else {
      pixels = decode(examples, contents, shape, key, unreadable);
    }
    if (examples.isEmpty()) {
      throw new DataException(
          "%s: none of its images can be read; the first: %s"
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

  private List<ImageExample> headers(
      List<Path> files, ImageContents contents, List<String> unreadable) throws IOException {
    @Nullable ImageExample[] read = new ImageExample[files.size()];
    ImageIndex index = ImageIndex.read(folder, cache.folder());
    eachFile.run(
        files,
        unreadable,
        i -> read[i] = new ImageExample(files.get(i), header(files.get(i), index, contents)));
    index.write();
    List<ImageExample> examples = new ArrayList<>();
    for (ImageExample example : read) {
      if (example != null) {
        examples.add(example);
      }
    }
    return examples;
  }

  private ImageFile.Header header(Path file, ImageIndex index, ImageContents contents)
      throws IOException {
    FileStamp stamp = FileStamp.of(file);
    ImageFile.Header known = index.find(file, stamp);
    if (known != null) {
      return known;
    }
    ImageFile.Header header = ImageFile.header(file, contents);
    index.add(file, stamp, header);
    return header;
  }

  /** Cache key: depends on everything that the pixels depend on. */
  private static String key(List<ImageExample> examples, TargetShape shape) {
    StringBuilder text = new StringBuilder("tercet pixels 2 ").append(shape.dimensions());
    examples.forEach(example -> text.append(' ').append(example.header().sha256()));
    return ImageFile.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes all examples and removes those from the list that cannot be decoded. */
  private MemorySegment decode(
      List<ImageExample> examples,
      ImageContents contents,
      TargetShape shape,
      String key,
      List<String> unreadable)
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
              byte[] samples = examples.get(i).decode(shape, contents).samples();
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
