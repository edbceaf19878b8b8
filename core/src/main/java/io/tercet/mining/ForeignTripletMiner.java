package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for a miner that a file names and the library does not have; it mines nothing. */
record ForeignTripletMiner(String type, Map<String, Object> values)
    implements TripletMiner, Foreign {
  ForeignTripletMiner {
    values = ComponentTypes.kept(values);
  }

  @Override
  public @Nullable Distance distance() {
    return null;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    throw unusable("triplet miner");
  }
}
