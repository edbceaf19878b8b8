package io.tercet.mining;

import io.tercet.distance.Distance;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random triplets of each anchor, drawn uniformly with replacement, so a triplet may occur twice.
 *
 * @param perAnchor triplets of an anchor, at least 1; default {@value #DEFAULT_PER_ANCHOR}
 * @param cap maximum number of triplets of a batch, at least 1; default {@value #DEFAULT_CAP}. If
 *     anchors times {@code perAnchor} exceeds it, it is divided evenly among the anchors
 */
public record RandomMiner(int perAnchor, int cap) implements TripletMiner {
  /** Small enough to cost less than computing the distances. */
  static final int DEFAULT_PER_ANCHOR = 32;

  /** A million triplets. */
  static final int DEFAULT_CAP = 1_000_000;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public RandomMiner {
    if (perAnchor < 1 || cap < 1) {
      throw new IllegalArgumentException(
          "triplets of an anchor and cap must be at least 1, found %d and %d"
              .formatted(perAnchor, cap));
    }
  }

  /** {@return the miner with its defaults} */
  public static RandomMiner defaults() {
    return new RandomMiner(DEFAULT_PER_ANCHOR, DEFAULT_CAP);
  }

  @Override
  public String description() {
    return "random";
  }

  @Override
  public @Nullable Distance distance() {
    return null;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    RandomGenerator random = row.random();
    int share = cap / row.anchors() + (row.anchor() < cap % row.anchors() ? 1 : 0);
    for (int k = 0; k < Math.min(perAnchor, share); k++) {
      triplets.accept(random.nextInt(row.positiveCount()), random.nextInt(row.negativeCount()));
    }
  }
}
