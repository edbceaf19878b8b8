package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * A loss that is a sum over anchors, each of which looks at its distances to the rest of the batch.
 * It writes the slope of its terms with respect to each distance; the reducer's divisor comes
 * later.
 */
public interface AnchorLoss {

  /** The distance the loss looks at. */
  Distance distance();

  /** How the terms become one number. */
  Reducer reducer();

  /** Whether terms of positive pairs and of negative pairs are reduced apart and then added. */
  default boolean reducesPairsApart() {
    return false;
  }

  /**
   * Adds the terms of one anchor.
   *
   * @param slopes slope of the terms with respect to the distance of anchor and example j, at
   *     {@code offset + j}; zero before
   * @param positives terms; all of them, unless pairs are reduced apart
   * @param negatives terms of negative pairs where pairs are reduced apart
   */
  void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives);

  /** Formula and constants, for a summary. */
  String description();
}
