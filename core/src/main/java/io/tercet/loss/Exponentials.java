package io.tercet.loss;

import io.tercet.math.Kernels;

/** What losses with sums of exponentials over a row have in common. */
final class Exponentials {
  private Exponentials() {}

  /** The largest of scale values[i]; minus infinity if there is none. */
  static float largest(float scale, float[] values, int count) {
    int at = Kernels.get().indexOfSmallest(count, scale > 0 ? -1 : 1, values, 0);
    return at < 0 ? Float.NEGATIVE_INFINITY : scale * values[at];
  }

  /** values = factor values + constant. */
  static void scale(float[] values, int count, float factor, float constant) {
    for (int i = 0; i < count; i++) {
      values[i] = factor * values[i] + constant;
    }
  }

  /** log(1 + sum of exp(k (s - start))); slopes are k times the shares of the exponentials. */
  static double logOnePlus(double k, double start, float[] values, int count, float[] slopes) {
    if (count == 0) {
      return 0;
    }
    float scale = (float) k;
    float shift = (float) (k * start);
    float largest = Math.max(largest(scale, values, count) - shift, 0);
    double sum =
        Kernels.get().sumExp(count, scale, shift + largest, values, 0, slopes, 0)
            + Math.exp(-largest);
    scale(slopes, count, (float) (k / sum), 0);
    return largest + Math.log(sum);
  }
}
