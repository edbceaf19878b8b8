package io.tercet.optim;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * How the learning rate changes from the first step to the last, as a value. Anybody may implement
 * it, best as a record; safe to call from several threads.
 */
@JsonSerialize(using = LearningRateScheduleJson.Writer.class)
@JsonDeserialize(using = LearningRateScheduleJson.Reader.class)
public interface LearningRateSchedule {

  /**
   * Share of the learning rate.
   *
   * @param t how much of the training is done, 0 to 1
   */
  double share(double t);

  /** Its name: "cosine". */
  default String description() {
    return LearningRateScheduleJson.TYPES.nameOf(this);
  }
}
