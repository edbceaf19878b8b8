package io.tercet.optim;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Linear warm-up (Goyal et al. 2017, section 2.2): the learning rate rises from 0 over the first
 * share of the training, then follows another schedule, which spans the rest.
 *
 * @param share of the training, above 0 and below 1
 * @param then the schedule after it
 */
public record WarmUpRate(
    @JsonProperty(required = true) double share,
    @JsonProperty(required = true) LearningRateSchedule then)
    implements LearningRateSchedule {

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public WarmUpRate {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share: found %s, expected above 0 and below 1".formatted(share));
    }
  }

  @Override
  public double share(double t) {
    return t < share ? t / share : then.share((t - share) / (1 - share));
  }

  @Override
  public String description() {
    return "warm-up over %s of the training, then %s".formatted(share, then.description());
  }
}
