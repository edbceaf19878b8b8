package io.tercet.mining;

import io.tercet.distance.Distance;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Selects triplets of each anchor. May be implemented outside the library, preferably as a record;
 * implementations must be thread-safe.
 */
@JsonSerialize(using = TripletMinerJson.Writer.class)
@JsonDeserialize(using = TripletMinerJson.Reader.class)
public interface TripletMiner {

  /** The distance used by the miner; null if it uses none. */
  @Nullable Distance distance();

  /** The range of gaps, if the miner selects exactly the triplets in a range; else null. */
  default @Nullable TripletRange gapRange() {
    return null;
  }

  /** A short description: "semi-hard". */
  default String description() {
    return toString();
  }

  /** Passes the triplets of the anchor of {@code row} to {@code triplets}. */
  void mine(AnchorRow row, Triplets triplets);

  /** Receives the triplets of one anchor. */
  @FunctionalInterface
  interface Triplets {
    /** A triplet of the anchor with a positive and a negative of its row. */
    void accept(int positive, int negative);
  }
}
