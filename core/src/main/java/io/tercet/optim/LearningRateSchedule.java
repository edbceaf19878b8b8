package io.tercet.optim;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate changes from the first step to the last. */
public enum LearningRateSchedule {
  /** Not at all. */
  @JsonProperty("constant")
  CONSTANT("constant"),
  /**
   * From all of it to nothing along half a cosine, (1 + cos(pi t)) / 2 (Loshchilov and Hutter 2017,
   * without restarts): large steps first, and none that undo what was learned at the end.
   */
  @JsonProperty("cosine")
  COSINE("cosine");

  private final String title;

  LearningRateSchedule(String title) {
    this.title = title;
  }

  /**
   * Share of the learning rate.
   *
   * @param t how much of the training is done, 0 to 1
   */
  public double share(double t) {
    return switch (this) {
      case CONSTANT -> 1;
      case COSINE -> (1 + Math.cos(Math.PI * t)) / 2;
    };
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
