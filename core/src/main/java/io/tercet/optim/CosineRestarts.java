package io.tercet.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Checks;

/**
 * Cosine annealing with warm restarts, SGDR (Loshchilov and Hutter 2017): the learning rate falls
 * from 1 to 0 in each cycle, (1 + cos(pi t)) / 2, and each cycle takes longer than the one before
 * it by a factor, their T_mult.
 *
 * @param cycles number of cycles, 1 to 30; default {@value #DEFAULT_CYCLES}
 * @param growth T_mult, 1 to 10; default {@value #DEFAULT_GROWTH}
 */
public record CosineRestarts(
    @JsonProperty(required = true) int cycles, @JsonProperty(required = true) double growth)
    implements LearningRateSchedule {
  /** Cycles of 1, 2 and 4 sevenths of the training. */
  public static final int DEFAULT_CYCLES = 3;

  /** Each cycle takes twice as long as the one before. */
  public static final double DEFAULT_GROWTH = 2;

  private static final int MOST_CYCLES = 30;
  private static final double MOST_GROWTH = 10;

  /**
   * Checks the constants.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CosineRestarts {
    Checks.requireAtLeast("cycles", 1, cycles);
    if (cycles > MOST_CYCLES) {
      throw new IllegalArgumentException(
          "cycles: found %d, expected at most %d".formatted(cycles, MOST_CYCLES));
    }
    if (!(growth >= 1 && growth <= MOST_GROWTH)) {
      throw new IllegalArgumentException(
          "growth: found %s, expected 1 to %s".formatted(growth, MOST_GROWTH));
    }
  }

  /**
   * The default constants.
   *
   * @return a schedule of {@value #DEFAULT_CYCLES} cycles
   */
  public static CosineRestarts defaults() {
    return new CosineRestarts(DEFAULT_CYCLES, DEFAULT_GROWTH);
  }

  @Override
  public double share(double t) {
    double length = 1; // of the cycle, in units of the first
    double total = 0;
    for (int i = 0; i < cycles; i++) {
      total += length;
      length *= growth;
    }
    double left = t * total;
    length = 1;
    for (int i = 1; i < cycles && left >= length; i++) {
      left -= length;
      length *= growth;
    }
    return (1 + Math.cos(Math.PI * Math.min(left / length, 1))) / 2;
  }

  @Override
  public String description() {
    return "cosine with restarts, %d cycles, each %s times as long as the one before"
        .formatted(cycles, growth);
  }
}
