package io.tercet.data.idx;

import io.tercet.data.ByteImages;
import io.tercet.data.DataException;
import io.tercet.data.TrainTestSplit;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of four IDX files in MNIST's naming, each plain or with {@code .gz}: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte}, {@code
 * t10k-labels-idx1-ubyte}; or with a dot before {@code idx}, as in some archives.
 */
public final class IdxFolder {
  /** The four files. */
  public static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  /** Number of values of a label, which is a byte. */
  private static final int LABELS = 256;

  private IdxFolder() {}

  /**
   * {@return whether all four files exist}
   *
   * @param folder the folder to look into; need not exist
   */
  public static boolean isComplete(Path folder) {
    return FILES.stream().allMatch(file -> find(folder, file) != null);
  }

  /**
   * Reads the folder.
   *
   * @param name name of the data set
   * @param folder contains the four files
   * @return training and test images, classes named for their numbers
   * @throws DataException if a file is missing or malformed, or the numbers of labels and images
   *     differ
   * @throws IOException if a file cannot be read
   */
  public static TrainTestSplit read(String name, Path folder) throws IOException {
    return read(name, folder, List.of());
  }

  /**
   * Reads the folder, with class names.
   *
   * @param name the name of the data set
   * @param folder contains the four files
   * @param classNames the name of each class number; used if their number matches the labels
   * @return training and test images
   * @throws DataException if a file is missing or malformed, or the numbers of labels and images
   *     differ
   * @throws IOException if a file cannot be read
   */
  public static TrainTestSplit read(String name, Path folder, List<String> classNames)
      throws IOException {
    IdxArray trainImages = images(folder, FILES.get(0));
    byte[] trainLabels = labels(folder, FILES.get(1), trainImages);
    IdxArray testImages = images(folder, FILES.get(2));
    byte[] testLabels = labels(folder, FILES.get(3), testImages);
    if (!trainImages.shape().subList(1, 3).equals(testImages.shape().subList(1, 3))) {
      throw new DataException(
          "%s: training images are %s, test images %s"
              .formatted(folder, trainImages.shape(), testImages.shape()));
    }
    boolean[] found = new boolean[LABELS];
    mark(trainLabels, found);
    mark(testLabels, found);
    int[] classes = new int[LABELS];
    List<String> labels = new ArrayList<>();
    for (int label = 0; label < LABELS; label++) {
      classes[label] = labels.size();
      if (found[label]) {
        labels.add(String.valueOf(label));
      }
    }
    List<String> names = classNames.size() == labels.size() ? classNames : labels;
    return new TrainTestSplit(
        name,
        dataset(trainImages, trainLabels, classes, names).withIds(i -> "train/" + i),
        dataset(testImages, testLabels, classes, names).withIds(i -> "test/" + i));
  }

  private static IdxArray images(Path folder, String file) throws IOException {
    Path path = locate(folder, file);
    IdxArray images = IdxReader.read(path);
    if (images.type() != IdxType.UNSIGNED_BYTE || images.shape().size() != 3) {
      throw new DataException(
          "%s: found %s of rank %d, expected images: UNSIGNED_BYTE of rank 3"
              .formatted(path, images.type(), images.shape().size()));
    }
    if (images.size() == 0) {
      throw new DataException(
          "%s: shape %s holds no pixels, expected at least one image"
              .formatted(path, images.shape()));
    }
    if (images.size() / images.shape().getFirst() > Integer.MAX_VALUE) {
      throw new DataException(
          "%s: shape %s has images of 2^31 pixels or more".formatted(path, images.shape()));
    }
    return images;
  }

  private static byte[] labels(Path folder, String file, IdxArray images) throws IOException {
    Path path = locate(folder, file);
    IdxArray labels = IdxReader.read(path);
    if (labels.type() != IdxType.UNSIGNED_BYTE || labels.shape().size() != 1) {
      throw new DataException(
          "%s: found %s of rank %d, expected labels: UNSIGNED_BYTE of rank 1"
              .formatted(path, labels.type(), labels.shape().size()));
    }
    if (labels.size() != images.shape().getFirst()) {
      throw new DataException(
          "%s: %d labels for %d images".formatted(path, labels.size(), images.shape().getFirst()));
    }
    return labels.data().toArray(ValueLayout.JAVA_BYTE);
  }

  private static Path locate(Path folder, String file) throws DataException {
    Path path = find(folder, file);
    if (path == null) {
      throw new DataException(
          Files.isDirectory(folder)
              ? "%s: none of %s found".formatted(folder, String.join(", ", names(file)))
              : "%s: no such folder".formatted(folder));
    }
    return path;
  }

  private static List<String> names(String file) {
    String dotted = file.replace("-idx", ".idx");
    return List.of(file, file + ".gz", dotted, dotted + ".gz");
  }

  private static @Nullable Path find(Path folder, String file) {
    for (String name : names(file)) {
      Path path = folder.resolve(name);
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    return null;
  }

  private static void mark(byte[] labels, boolean[] found) {
    for (byte label : labels) {
      found[Byte.toUnsignedInt(label)] = true;
    }
  }

  private static ByteImages dataset(
      IdxArray images, byte[] labels, int[] classes, List<String> names) {
    int[] numbers = new int[labels.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = classes[Byte.toUnsignedInt(labels[i])];
    }
    return new ByteImages(images.shape().subList(1, 3), names, images.data(), numbers);
  }
}
