package io.tercet.data;

import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feature vectors in memory: the examples are the rows of a matrix.
 *
 * @param matrix the features [n x features], finite numbers; shared
 * @param classNames name of each class number
 * @param labels class number of each row, 0 to {@code classNames.size() - 1}; copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayDataset(Matrix matrix, List<String> classNames, int[] labels)
    implements Dataset {

  /**
   * Maximum number of classes named by number; labels that are ids of people or products could
   * exceed it.
   */
  private static final int MAX_CLASSES = 1 << 20;

  /**
   * Checks all rows and labels.
   *
   * @throws IllegalArgumentException if the numbers of labels and rows differ, a label is out of
   *     range, or a feature is not finite
   */
  public ArrayDataset {
    classNames = List.copyOf(classNames);
    labels = labels.clone();
    if (labels.length != matrix.rows()) {
      throw new IllegalArgumentException(
          "%d rows and %d labels".formatted(matrix.rows(), labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      LabelChecks.require(labels[i], i, classNames.size());
      FiniteFeatures.require(matrix, i);
    }
  }

  /**
   * {@return a data set with class names "0", "1", ... up to the largest label}
   *
   * @param matrix [n x features], finite numbers; shared
   * @param labels the class number of each row, from 0
   * @throws IllegalArgumentException in the cases of the constructor, and if the largest label
   *     implies more than 1,048,576 classes
   */
  public static ArrayDataset of(Matrix matrix, int... labels) {
    long classes = Arrays.stream(labels).max().orElse(-1) + 1L;
    if (classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "label %d implies %d classes, expected at most %d: number classes from 0 without gaps"
              .formatted(classes - 1, classes, MAX_CLASSES));
    }
    return new ArrayDataset(
        matrix, IntStream.range(0, (int) classes).mapToObj(String::valueOf).toList(), labels);
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<Integer> shape() {
    return List.of(matrix.columns());
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    System.arraycopy(matrix.data(), matrix.offset(index), destination, offset, matrix.columns());
  }
}
