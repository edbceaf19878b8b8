package io.tercet.bench;

import java.util.List;
import java.util.Locale;

/** Median and range of repeated measurements. */
record Spread(double median, double least, double most, int count) {

  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1], n);
  }

  /** As "1,234 (1,200 to 1,300)". */
  @Override
  public String toString() {
    return "%s (%s to %s)".formatted(number(median), number(least), number(most));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }
}
