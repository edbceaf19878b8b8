package io.tercet.mining;

import io.tercet.distance.Distance;

/** Chooses, for each anchor, which of its triplets count. */
public interface TripletMiner {

  /** The distance the miner looks at. */
  Distance distance();

  /** Names the triplets of the anchor of {@code row}. */
  void mine(AnchorRow row, Triplets triplets);

  /** Hears of the triplets of one anchor. */
  @FunctionalInterface
  interface Triplets {
    /** The anchor with this positive and this negative. */
    void accept(int positive, int negative);
  }
}
