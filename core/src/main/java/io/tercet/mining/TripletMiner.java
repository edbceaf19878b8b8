package io.tercet.mining;

import io.tercet.distance.Distance;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Chooses, for each anchor, which of its triplets count. Anybody may implement it, best as a
 * record; safe to call from several threads.
 */
@JsonSerialize(using = TripletMinerJson.Writer.class)
@JsonDeserialize(using = TripletMinerJson.Reader.class)
public interface TripletMiner {

  /** The distance the miner looks at; null if it looks at none. */
  @Nullable Distance distance();

  /** The gaps whose triplets count, all of them and no others; null where that is not the rule. */
  default @Nullable TripletRange gapRange() {
    return null;
  }

  /** In a few words: "semi-hard". */
  default String description() {
    return toString();
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
