package io.tercet.app.plot;

import java.util.Arrays;

/**
 * The range of an axis.
 *
 * @param from lower end
 * @param to upper end, above {@code from}
 */
record ChartRange(double from, double to) {
  /**
   * Minimum width relative to the values; in a smaller range all tick marks would have the same
   * label.
   */
  private static final double LEAST_SHARE = 1e-6;

  /** The range of finite values, widened if they are all equal. */
  static ChartRange of(double... drawn) {
    double from = Arrays.stream(drawn).min().orElse(0);
    double to = Arrays.stream(drawn).max().orElse(0);
    double size = Math.max(Math.abs(from), Math.abs(to));
    if (to - from > LEAST_SHARE * size) {
      return new ChartRange(from, to);
    }
    double room = size == 0 ? 1 : size / 2;
    return new ChartRange(from - room, to + room);
  }

  /** The range of values and 0. */
  static ChartRange withZero(double... drawn) {
    double[] all = Arrays.copyOf(drawn, drawn.length + 1);
    if (Arrays.stream(all).allMatch(value -> value == 0)) {
      return new ChartRange(0, 1);
    }
    return of(all);
  }
}
