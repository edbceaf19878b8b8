package io.tercet.loss;

import io.tercet.tensor.Checks;

/** What a margin may be. */
final class Margins {
  private Margins() {}

  static void require(double margin) {
    Checks.requireNotNegative("margin", margin);
  }
}
