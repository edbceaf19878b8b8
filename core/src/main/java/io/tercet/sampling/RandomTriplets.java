package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Seed;

/**
 * Random triplets, drawn by {@link TripletSampler}.
 *
 * @param triplets of a batch, 1 to {@value #MAX_TRIPLETS}; default {@value #DEFAULT_TRIPLETS}
 */
public record RandomTriplets(int triplets) implements Sampler {
  /** Large enough for full kernel throughput. */
  public static final int DEFAULT_TRIPLETS = 2048;

  /** Maximum number of triplets of a batch. */
  static final int MAX_TRIPLETS = 1 << 20;

  /**
   * Checks the number of triplets.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RandomTriplets {
    requireTriplets(triplets);
  }

  static void requireTriplets(int triplets) {
    Checks.requireInRange("triplets", 1, MAX_TRIPLETS, triplets);
  }

  @Override
  public int rows() {
    return 3 * triplets;
  }

  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    return new TripletSampler(data.labels(), triplets, seed);
  }

  @Override
  public boolean choosesTriplets() {
    return true;
  }
}
