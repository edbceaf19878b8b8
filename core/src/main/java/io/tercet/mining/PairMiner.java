package io.tercet.mining;

import io.tercet.distance.Distance;

/** Chooses, for each anchor, which of its positive and negative pairs count. */
public interface PairMiner {

  /** The distance the miner looks at. */
  Distance distance();

  /** Chooses pairs of the anchor of {@code row}. */
  void mine(AnchorRow row, PairSelection selection);
}
