package io.tercet.train;

import java.util.function.UnaryOperator;

/** Objectives as the builder makes them, with all its checks. */
final class ObjectiveChanges {
  private ObjectiveChanges() {}

  static ObjectiveSettings of(UnaryOperator<TrainingConfigBuilder> change) {
    return change.apply(TrainingConfig.mlp().toBuilder()).build().objective();
  }
}
