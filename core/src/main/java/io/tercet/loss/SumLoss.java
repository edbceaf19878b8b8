package io.tercet.loss;

import io.tercet.tensor.Checks;

/**
 * A loss with another added to it by a weight: a term against collapse, a pull towards class
 * centers.
 *
 * @param loss the loss; the share of active terms is its
 * @param weight of the added one, at least 0
 * @param added the added one
 */
public record SumLoss(Loss loss, double weight, Loss added) implements Loss {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the weight is negative, or a loss uses sampled triplets
   */
  public SumLoss {
    Checks.requireNotNegative("weight", weight);
    if (loss.usesSampledTriplets() || added.usesSampledTriplets()) {
      throw new IllegalArgumentException(
          "losses that look at whole batches can be added, found %s and %s"
              .formatted(loss.description(), added.description()));
    }
  }

  @Override
  public Objective bind(LossContext context) {
    return new SumObjective(loss.bind(context), weight, added.bind(context));
  }
}
