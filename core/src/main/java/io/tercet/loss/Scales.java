package io.tercet.loss;

/** What a scale may be. */
final class Scales {
  private Scales() {}

  static void require(double scale) {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale must be above 0 and finite, found " + scale);
    }
  }
}
