package io.tercet.optim;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The learning-rate schedules by the names that they have in JSON. */
final class LearningRateScheduleJson {
  /** All of the library. */
  static final ComponentTypes<LearningRateSchedule> TYPES =
      new ComponentTypes<>(
              LearningRateSchedule.class, "learning-rate schedule", ForeignSchedule::new)
          .with("constant", ConstantRate.class)
          .with("cosine", CosineRate.class)
          .with("restarts", CosineRestarts.class)
          .with("warm-up", WarmUpRate.class);

  private LearningRateScheduleJson() {}

  static final class Writer extends ComponentWriter<LearningRateSchedule> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<LearningRateSchedule> {
    Reader() {
      super(TYPES);
    }
  }
}
