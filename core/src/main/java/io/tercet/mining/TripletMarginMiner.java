package io.tercet.mining;

import io.tercet.distance.Distance;

/**
 * All triplets of a batch that a {@link MarginRule} accepts.
 *
 * @param rule which
 * @param margin m, default {@value #DEFAULT_MARGIN}
 * @param distance default: Euclidean on embeddings of length 1
 */
public record TripletMarginMiner(MarginRule rule, float margin, Distance distance)
    implements TripletMiner {
  /** FaceNet's margin. */
  public static final float DEFAULT_MARGIN = 0.2f;

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    for (int i = 0; i < row.positiveCount(); i++) {
      int positive = row.positives()[i];
      float farness = row.farness(positive);
      for (int j = 0; j < row.negativeCount(); j++) {
        int negative = row.negatives()[j];
        if (rule.accepts(row.farness(negative) - farness, margin)) {
          triplets.accept(positive, negative);
        }
      }
    }
  }
}
