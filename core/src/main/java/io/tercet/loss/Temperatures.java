package io.tercet.loss;

/** What a temperature may be. */
final class Temperatures {
  private Temperatures() {}

  static void require(double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature must be above 0 and finite, found " + temperature);
    }
  }
}
