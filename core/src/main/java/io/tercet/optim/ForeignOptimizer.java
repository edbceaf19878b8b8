package io.tercet.optim;

import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import java.util.Map;

/** Stands in for an optimizer that a file names and the library does not have. */
record ForeignOptimizer(String type, Map<String, Object> values) implements Optimizer, Foreign {
  ForeignOptimizer {
    values = ComponentTypes.kept(values);
  }

  @Override
  public WeightUpdater bind(int size) {
    throw unusable("optimizer");
  }
}
