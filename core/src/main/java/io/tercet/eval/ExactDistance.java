package io.tercet.eval;

/**
 * Squared distances of float vectors in double precision, whose rounding error is well below that
 * of the vectors.
 */
final class ExactDistance {
  private ExactDistance() {}

  /** Sum over i of (a[i] - b[i])^2, of the first {@code a.length} components. */
  static double squared(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      double d0 = (double) a[i] - b[i];
      double d1 = (double) a[i + 1] - b[i + 1];
      double d2 = (double) a[i + 2] - b[i + 2];
      double d3 = (double) a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < a.length; i++) {
      double d0 = (double) a[i] - b[i];
      s0 += d0 * d0;
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Sum of the squares of {@code d} components. */
  static double squaredLength(float[] a, int offset, int d) {
    double sum = 0;
    for (int i = offset; i < offset + d; i++) {
      sum += (double) a[i] * a[i];
    }
    return sum;
  }
}
