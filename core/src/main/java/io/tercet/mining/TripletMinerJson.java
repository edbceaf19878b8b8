package io.tercet.mining;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The triplet miners by the names that they have in JSON. */
final class TripletMinerJson {
  /** All of the library. */
  static final ComponentTypes<TripletMiner> TYPES =
      new ComponentTypes<>(TripletMiner.class, "triplet miner", ForeignTripletMiner::new)
          .with("batch-all", BatchAllMiner.class)
          .with("batch-easy-hard", BatchEasyHardMiner.class)
          .with("triplet-margin", TripletMarginMiner.class)
          .with("distance-weighted", DistanceWeightedMiner.class)
          .with("random", RandomMiner.class);

  private TripletMinerJson() {}

  static final class Writer extends ComponentWriter<TripletMiner> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<TripletMiner> {
    Reader() {
      super(TYPES);
    }
  }
}
