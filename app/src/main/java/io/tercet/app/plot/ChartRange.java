package io.tercet.app.plot;

import java.util.Arrays;

/**
 * From where to where an axis goes.
 *
 * @param from the left or lower end
 * @param to the other end, larger
 */
record ChartRange(double from, double to) {
  /** A smaller share of the values is no range: tick marks would all have one label. */
  private static final double LEAST_SHARE = 1e-6;

  /** The range of drawn values, which are finite; where they are all alike, with room around. */
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

  /** The range that also holds 0. */
  static ChartRange withZero(double... drawn) {
    double[] all = Arrays.copyOf(drawn, drawn.length + 1);
    if (Arrays.stream(all).allMatch(value -> value == 0)) {
      return new ChartRange(0, 1);
    }
    return of(all);
  }
}
