package io.tercet.mining;

import io.tercet.distance.Distance;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Selects positive and negative pairs of each anchor. May be implemented outside the library,
 * preferably as a record; implementations must be thread-safe.
 */
@JsonSerialize(using = PairMinerJson.Writer.class)
@JsonDeserialize(using = PairMinerJson.Reader.class)
public interface PairMiner {

  /** {@return the distance used by the miner} */
  Distance distance();

  /**
   * Selects pairs of the anchor of {@code row}.
   *
   * @param row the distances of one anchor to its positives and negatives
   * @param selection receives the pairs; initially empty
   */
  void mine(AnchorRow row, PairSelection selection);
}
