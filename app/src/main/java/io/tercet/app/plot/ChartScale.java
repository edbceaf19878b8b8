package io.tercet.app.plot;

import java.util.Arrays;

/**
 * A power of ten by which the values of an axis are divided. The chart library computes tick marks
 * with ten decimal places and loops forever on ranges such as 1e16 or 1e-16, so it only gets values
 * of moderate magnitude.
 *
 * @param exponent the power of ten; 0 for values of moderate magnitude
 */
record ChartScale(int exponent) {
  private static final double SMALLEST = 1e-2;
  private static final double LARGEST = 1e4;

  /** Magnitude below which values are drawn as 0: near the smallest power of ten of a double. */
  private static final double NOTHING = 1e-300;

  /** Scaled magnitude below which a value is drawn as 0, invisible next to the largest. */
  private static final double UNSEEN = 1e-9;

  /** The scale for values, some of which may be infinite or NaN. */
  static ChartScale of(double... values) {
    double largest = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    boolean common = largest < NOTHING || (largest >= SMALLEST && largest < LARGEST);
    return new ChartScale(common ? 0 : (int) Math.floor(Math.log10(largest)));
  }

  /** The scaled value. */
  double apply(double value) {
    double drawn = exponent == 0 ? value : value / Math.pow(10, exponent);
    return Math.abs(value) < NOTHING || Math.abs(drawn) < UNSEEN ? 0 : drawn;
  }

  /** The scaled values. */
  double[] apply(double[] values) {
    return Arrays.stream(values).map(this::apply).toArray();
  }

  /** The title of an axis, including the power of ten. */
  String title(String axis) {
    return exponent == 0 ? axis : axis + ", × 1e" + exponent;
  }
}
