package io.tercet.loss;

/** What a margin may be. */
final class Margins {
  private Margins() {}

  static void require(double margin) {
    if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("margin must be at least 0 and finite, found " + margin);
    }
  }
}
