package io.tercet.data;

import io.tercet.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples that are rows of a matrix in memory: feature vectors from anywhere.
 *
 * @param matrix the features [n x features]; shared
 * @param classNames name of each class number
 * @param labels class number of each row; copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayDataset(Matrix matrix, List<String> classNames, int[] labels)
    implements Dataset {

  public ArrayDataset {
    classNames = List.copyOf(classNames);
    labels = labels.clone();
    if (labels.length != matrix.rows()) {
      throw new IllegalArgumentException(
          "%d rows and %d labels".formatted(matrix.rows(), labels.length));
    }
  }

  /** Class names "0", "1", ... up to the largest label. */
  public static ArrayDataset of(Matrix matrix, int... labels) {
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    return new ArrayDataset(
        matrix, IntStream.range(0, classes).mapToObj(String::valueOf).toList(), labels);
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
