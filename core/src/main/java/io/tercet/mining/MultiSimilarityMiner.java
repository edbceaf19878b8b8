package io.tercet.mining;

import io.tercet.distance.Distance;

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
    float nearestNegative = Float.POSITIVE_INFINITY;
    for (int j = 0; j < row.negativeCount(); j++) {
      nearestNegative = Math.min(nearestNegative, row.farness(row.negatives()[j]));
    }
    float farthestPositive = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < row.positiveCount(); i++) {
      int positive = row.positives()[i];
      farthestPositive = Math.max(farthestPositive, row.farness(positive));
      if (row.farness(positive) + epsilon > nearestNegative) {
        selection.addPositive(positive);
      }
    }
    for (int j = 0; j < row.negativeCount(); j++) {
      int negative = row.negatives()[j];
      if (row.farness(negative) - epsilon < farthestPositive) {
        selection.addNegative(negative);
      }
    }
  }
}
