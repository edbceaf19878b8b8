package io.tercet.optim;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Configuration of how the learning rate changes during training. May be implemented outside the
 * library, preferably as a record; implementations must be thread-safe.
 */
@JsonSerialize(using = LearningRateScheduleJson.Writer.class)
@JsonDeserialize(using = LearningRateScheduleJson.Reader.class)
public interface LearningRateSchedule {

  /**
   * {@return the factor of the learning rate}
   *
   * @param t training progress, 0 to 1
   */
  double share(double t);

  /** {@return its name: "cosine"} */
  default String description() {
    return LearningRateScheduleJson.TYPES.nameOf(this);
  }
}
