package io.tercet.loss;

import io.tercet.tensor.Checks;

/** What a scale may be. */
final class Scales {
  private Scales() {}

  static void require(double scale) {
    Checks.requirePositive("scale", scale);
  }
}
