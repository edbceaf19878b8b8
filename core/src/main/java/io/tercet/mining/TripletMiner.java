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

  /** {@return the distance used by the miner; null if it uses none} */
  @Nullable Distance distance();

  /**
   * {@return the range of gaps, if the miner selects exactly the triplets in a range; else null}
   */
  default @Nullable TripletRange gapRange() {
    return null;
  }

  /** {@return a short description: "semi-hard"} */
  default String description() {
    return toString();
  }

  /**
   * Passes the triplets of the anchor of {@code row} to {@code triplets}.
   *
   * @param row the distances of one anchor to its positives and negatives
   * @param triplets receives the chosen triplets
   */
  void mine(AnchorRow row, Triplets triplets);

  /** Receives the triplets of one anchor. */
  @FunctionalInterface
  interface Triplets {
    /**
     * Takes a triplet of the anchor with a positive and a negative of its row.
     *
     * @param positive from 0 to {@link AnchorRow#positiveCount} - 1
     * @param negative from 0 to {@link AnchorRow#negativeCount} - 1
     */
    void accept(int positive, int negative);
  }
}
