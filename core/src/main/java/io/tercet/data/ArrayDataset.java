package io.tercet.data;

import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples that are rows of a matrix in memory: feature vectors from anywhere.
 *
 * @param matrix the features [n x features], finite numbers; shared
 * @param classNames name of each class number
 * @param labels class number of each row, 0 to {@code classNames.size() - 1}; copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayDataset(Matrix matrix, List<String> classNames, int[] labels)
    implements Dataset {

  /** Classes that are named by number at most: some labels are ids of people or products. */
  private static final int MOST_CLASSES = 1 << 20;

  /**
   * Checks all rows and labels.
   *
   * @throws IllegalArgumentException if there are more or fewer labels than rows, a label that is
   *     no class's number, or a feature that is no finite number
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
   * Class names "0", "1", ... up to the largest label.
   *
   * @throws IllegalArgumentException as the constructor does, and if the largest label would make
   *     more than 1,048,576 classes
   */
  public static ArrayDataset of(Matrix matrix, int... labels) {
    long classes = Arrays.stream(labels).max().orElse(-1) + 1L;
    if (classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "label %d makes %d classes, expected at most %d: number classes from 0 on, without gaps"
              .formatted(classes - 1, classes, MOST_CLASSES));
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
