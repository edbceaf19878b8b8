package io.tercet.loss;

import io.tercet.math.SettingRange;

/** What a temperature may be. */
final class Temperatures {
  private Temperatures() {}

  static void require(double temperature) {
    SettingRange.requirePositive("temperature", temperature);
  }
}
