package io.tercet.app.plot;

import java.util.Arrays;

/**
 * A power of ten that the values of an axis are divided by before they are drawn. The chart library
 * searches its tick marks with ten decimal places: it never ends for ranges of 1e16 or of 1e-16, so
 * it only ever gets values of a common size.
 *
 * @param exponent 0 for values of a common size
 */
record ChartScale(int exponent) {
  private static final double SMALLEST = 1e-2;
  private static final double LARGEST = 1e4;

  /** Values below it are drawn as 0: powers of ten end not far from here. */
  private static final double NOTHING = 1e-300;

  /** What is smaller when drawn is 0: nobody sees it beside the largest. */
  private static final double UNSEEN = 1e-9;

  /** The scale of values of which some may be infinite or not a number. */
  static ChartScale of(double... values) {
    double largest = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    boolean common = largest < NOTHING || (largest >= SMALLEST && largest < LARGEST);
    return new ChartScale(common ? 0 : (int) Math.floor(Math.log10(largest)));
  }

  /** What is drawn for {@code value}. */
  double apply(double value) {
    double drawn = exponent == 0 ? value : value / Math.pow(10, exponent);
    return Math.abs(value) < NOTHING || Math.abs(drawn) < UNSEEN ? 0 : drawn;
  }

  /** What is drawn for each of {@code values}. */
  double[] apply(double[] values) {
    return Arrays.stream(values).map(this::apply).toArray();
  }

  /** The title of an axis, which names the power of ten. */
  String title(String axis) {
    return exponent == 0 ? axis : axis + ", × 1e" + exponent;
  }
}
