package io.tercet.optim;

import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import java.util.Map;

/** Stands in for a learning-rate schedule that a file names and the library does not have. */
record ForeignSchedule(String type, Map<String, Object> values)
    implements LearningRateSchedule, Foreign {
  ForeignSchedule {
    values = ComponentTypes.kept(values);
  }

  @Override
  public double share(double t) {
    throw unusable("learning-rate schedule");
  }
}
