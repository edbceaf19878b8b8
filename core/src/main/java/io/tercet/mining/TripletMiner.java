package io.tercet.mining;

import io.tercet.distance.Distance;
import org.jspecify.annotations.Nullable;

/** Chooses, for each anchor, which of its triplets count. */
public interface TripletMiner {

  /** The distance the miner looks at; null if it looks at none. */
  @Nullable Distance distance();

  /** The gaps whose triplets count, all of them and no others; null where that is not the rule. */
  default @Nullable TripletRange gapRange() {
    return null;
  }

  /** Names the triplets of the anchor of {@code row}. */
  void mine(AnchorRow row, Triplets triplets);

  /** Hears of the triplets of one anchor. */
  @FunctionalInterface
  interface Triplets {
    /** The anchor with the positive and the negative of these numbers in its row. */
    void accept(int positive, int negative);
  }
}
