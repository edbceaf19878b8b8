package io.tercet.optim;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The optimizers by the names that they have in JSON. */
final class OptimizerJson {
  /** All of the library. */
  static final ComponentTypes<Optimizer> TYPES =
      new ComponentTypes<>(Optimizer.class, "optimizer", ForeignOptimizer::new)
          .with("adam", Adam.class);

  private OptimizerJson() {}

  static final class Writer extends ComponentWriter<Optimizer> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<Optimizer> {
    Reader() {
      super(TYPES);
    }
  }
}
