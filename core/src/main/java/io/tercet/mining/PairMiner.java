package io.tercet.mining;

import io.tercet.distance.Distance;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Chooses, for each anchor, which of its positive and negative pairs count. Anybody may implement
 * it, best as a record; safe to call from several threads.
 */
@JsonSerialize(using = PairMinerJson.Writer.class)
@JsonDeserialize(using = PairMinerJson.Reader.class)
public interface PairMiner {

  /** The distance the miner looks at. */
  Distance distance();

  /**
   * Chooses pairs of the anchor of {@code row}.
   *
   * @param selection receives them; empty before
   */
  void mine(AnchorRow row, PairSelection selection);
}
