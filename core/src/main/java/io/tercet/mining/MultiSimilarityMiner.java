package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.math.Kernels;

/**
 * Pairs that are hard against the anchor's others (Wang et al. 2019, "Multi-similarity loss",
 * equations 7 and 8): a positive counts if it is less similar than the most similar negative plus
 * epsilon, a negative if it is more similar than the least similar positive minus epsilon.
 *
 * @param epsilon default {@value #DEFAULT_EPSILON}
 * @param distance default: cosine similarity
 */
public record MultiSimilarityMiner(float epsilon, Distance distance) implements PairMiner {
  /** The paper's. */
  public static final float DEFAULT_EPSILON = 0.1f;

  @Override
  public void mine(AnchorRow row, PairSelection selection) {
    selection.clear();
    float sign = row.sign();
    int nearest = Kernels.get().indexOfSmallest(row.negativeCount(), sign, row.negatives(), 0);
    int farthest = Kernels.get().indexOfSmallest(row.positiveCount(), -sign, row.positives(), 0);
    if (nearest < 0 || farthest < 0) {
      return;
    }
    float nearestNegative = sign * row.negatives()[nearest];
    float farthestPositive = sign * row.positives()[farthest];
    for (int i = 0; i < row.positiveCount(); i++) {
      if (sign * row.positives()[i] + epsilon > nearestNegative) {
        selection.addPositive(i);
      }
    }
    for (int j = 0; j < row.negativeCount(); j++) {
      if (sign * row.negatives()[j] - epsilon < farthestPositive) {
        selection.addNegative(j);
      }
    }
  }
}
