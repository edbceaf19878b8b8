package io.tercet.mining;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The pair miners by the names that they have in JSON. */
final class PairMinerJson {
  /** All of the library. */
  static final ComponentTypes<PairMiner> TYPES =
      new ComponentTypes<>(PairMiner.class, "pair miner", ForeignPairMiner::new)
          .with("multi-similarity", MultiSimilarityMiner.class);

  private PairMinerJson() {}

  static final class Writer extends ComponentWriter<PairMiner> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<PairMiner> {
    Reader() {
      super(TYPES);
    }
  }
}
