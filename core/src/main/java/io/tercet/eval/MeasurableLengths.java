package io.tercet.eval;

import io.tercet.tensor.Matrix;

/**
 * Whether distances between embeddings can be told: float32 has no squares of numbers above some
 * 1.8e19, and with them every distance would be infinite, or no number.
 */
public final class MeasurableLengths {
  /** Two vectors of that length are at most twice as far apart, four times in squares. */
  private static final double LONGEST_SQUARED = Float.MAX_VALUE / 4;

  private MeasurableLengths() {}

  /** The longest that an embedding may be: some 9.2e18. */
  public static double longest() {
    return Math.sqrt(LONGEST_SQUARED);
  }

  /** The first row that is longer, or -1 if none is. */
  public static int firstTooLong(Matrix embeddings) {
    for (int row = 0; row < embeddings.rows(); row++) {
      if (!(length(embeddings, row) <= longest())) {
        return row;
      }
    }
    return -1;
  }

  /** Length of a row. */
  public static double length(Matrix embeddings, int row) {
    double sum = 0;
    int from = embeddings.offset(row);
    for (int i = from; i < from + embeddings.columns(); i++) {
      sum += (double) embeddings.data()[i] * embeddings.data()[i];
    }
    return Math.sqrt(sum);
  }
}
