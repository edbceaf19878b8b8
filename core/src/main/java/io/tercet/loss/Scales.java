package io.tercet.loss;

import io.tercet.math.SettingRange;

/** What a scale may be. */
final class Scales {
  private Scales() {}

  static void require(double scale) {
    SettingRange.requirePositive("scale", scale);
  }
}
