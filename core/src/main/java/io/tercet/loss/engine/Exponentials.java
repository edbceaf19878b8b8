package io.tercet.loss.engine;

import io.tercet.distance.Distance;
import io.tercet.kernel.KernelChoice;
import io.tercet.mining.AnchorRow;

/** What losses with sums of exponentials over a row have in common. */
public final class Exponentials {
  /** Exponents go down to -87: with twice this and a margin, none vanishes. */
  private static final float NEAR_ENOUGH = 40;

  private Exponentials() {}

  /**
   * What to take off all exponents scale v so that none overflows: the largest of them, or a bound
   * of the distance's where that is near enough for the others not to vanish.
   */
  public static float shift(Distance distance, float scale, AnchorRow row) {
    float bound = Math.abs(scale) * distance.bound();
    return bound <= NEAR_ENOUGH
        ? bound
        : Math.max(
            largest(scale, row.positives(), row.positiveCount()),
            largest(scale, row.negatives(), row.negativeCount()));
  }

  /** The same for negatives alone. */
  public static float shiftOfNegatives(Distance distance, float scale, AnchorRow row) {
    float bound = Math.abs(scale) * distance.bound();
    return bound <= NEAR_ENOUGH ? bound : largest(scale, row.negatives(), row.negativeCount());
  }

  /** The largest of scale values[i]; minus infinity if there is none. */
  public static float largest(float scale, float[] values, int count) {
    float sign = scale > 0 ? -1 : 1;
    return -Math.abs(scale) * KernelChoice.best().smallest(count, sign, values, 0);
  }

  /** values = factor values + constant. */
  public static void scale(float[] values, int count, float factor, float constant) {
    for (int i = 0; i < count; i++) {
      values[i] = factor * values[i] + constant;
    }
  }

  /**
   * weight log(1 + sum of exp(k (s - start))); gradients are weight k times the shares of the
   * exponentials.
   */
  public static double logOnePlus(
      Distance distance,
      double weight,
      double k,
      double start,
      float[] values,
      int count,
      float[] gradients) {
    if (count == 0) {
      return 0;
    }
    float scale = (float) k;
    float shift = (float) (k * start);
    float highest = Math.abs(scale) * distance.bound() - shift;
    float largest =
        Math.max(highest <= NEAR_ENOUGH ? highest : largest(scale, values, count) - shift, 0);
    double sum =
        KernelChoice.best().sumExp(count, scale, shift + largest, values, 0, gradients, 0)
            + Math.exp(-largest);
    scale(gradients, count, (float) (weight * k / sum), 0);
    return weight * (largest + Math.log(sum));
  }
}
