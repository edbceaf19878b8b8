package io.tercet.loss;

import io.tercet.math.SettingRange;

/** What a margin may be. */
final class Margins {
  private Margins() {}

  static void require(double margin) {
    SettingRange.requireNotNegative("margin", margin);
  }
}
