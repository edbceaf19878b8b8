package io.tercet.loss;

import io.tercet.distance.Distance;
import org.jspecify.annotations.Nullable;

/**
 * A loss that is a sum over anchors, each of which looks at its distances to the references alone.
 * It adds its terms and writes the gradient of their sum with respect to each distance; the
 * reducer's divisor comes later.
 */
public interface AnchorLoss extends Loss {

  /** {@return the distance the loss looks at} */
  Distance distance();

  /** {@return another distance that its miner looks at; null if it looks at none or at the same} */
  default @Nullable Distance minerDistance() {
    return null;
  }

  /** {@return how the terms become one number} */
  Reducer reducer();

  /**
   * {@return whether terms of positive pairs and of negative pairs are reduced apart and then
   * added}
   */
  default boolean reducesPairsApart() {
    return false;
  }

  /**
   * Adds the terms of one anchor.
   *
   * @param terms the distances of the anchor; receives the terms and their gradients
   */
  void evaluate(AnchorContext terms);

  /** The loss over all pairs of a batch. */
  @Override
  default Objective bind(LossContext context) {
    return new PairObjective(this, null, context.seed());
  }
}
