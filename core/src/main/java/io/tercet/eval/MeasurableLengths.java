package io.tercet.eval;

import io.tercet.tensor.Matrix;

/**
 * Checks that distances between embeddings do not overflow: in float32, squares of values above
 * about 1.8e19 are infinite, and distances would be infinite or NaN.
 */
public final class MeasurableLengths {
  /**
   * The distance of two vectors of this length is at most twice as large, its square four times.
   */
  private static final double LONGEST_SQUARED = Float.MAX_VALUE / 4;

  private MeasurableLengths() {}

  /** {@return the maximum length of an embedding, about 9.2e18} */
  public static double longest() {
    return Math.sqrt(LONGEST_SQUARED);
  }

  /**
   * {@return the index of the first row that is longer than {@link #longest} or not finite, or -1}
   *
   * @param embeddings [n x d]
   */
  public static int firstTooLong(Matrix embeddings) {
    for (int row = 0; row < embeddings.rows(); row++) {
      if (!(length(embeddings, row) <= longest())) {
        return row;
      }
    }
    return -1;
  }

  /**
   * {@return the Euclidean length of a row}
   *
   * @param embeddings [n x d]
   * @param row from 0 to n - 1
   */
  public static double length(Matrix embeddings, int row) {
    double sum = 0;
    int from = embeddings.offset(row);
    for (int i = from; i < from + embeddings.columns(); i++) {
      sum += (double) embeddings.data()[i] * embeddings.data()[i];
    }
    return Math.sqrt(sum);
  }
}
