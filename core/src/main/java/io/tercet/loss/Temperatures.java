package io.tercet.loss;

import io.tercet.tensor.Checks;

/** What a temperature may be. */
final class Temperatures {
  private Temperatures() {}

  static void require(double temperature) {
    Checks.requirePositive("temperature", temperature);
  }
}
