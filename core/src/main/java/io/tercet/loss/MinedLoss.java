package io.tercet.loss;

import io.tercet.mining.PairMiner;

/**
 * A loss over the pairs that a miner chooses, instead of over all pairs of a batch.
 *
 * @param loss what the pairs of an anchor cost; not one with proxies or with a miner of its own
 * @param miner which pairs count
 */
public record MinedLoss(AnchorLoss loss, PairMiner miner) implements Loss {

  /**
   * Checks the loss.
   *
   * @throws IllegalArgumentException if it is one over proxies, or has a triplet miner
   */
  public MinedLoss {
    if (loss instanceof ProxyLoss || loss instanceof MinedTripletLoss) {
      throw new IllegalArgumentException(
          "miner: a pair miner goes with a loss over pairs, found " + LossJson.nameOf(loss));
    }
  }

  @Override
  public Objective bind(LossContext context) {
    return new PairObjective(loss, miner, context.seed());
  }
}
