package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import java.util.Map;

/** Stands in for a miner that a file names and the library does not have; it mines nothing. */
record ForeignPairMiner(String type, Map<String, Object> values) implements PairMiner, Foreign {
  ForeignPairMiner {
    values = ComponentTypes.kept(values);
  }

  @Override
  public Distance distance() {
    return Distance.NORMALIZED_EUCLIDEAN;
  }

  @Override
  public void mine(AnchorRow row, PairSelection selection) {
    throw unusable("pair miner");
  }
}
