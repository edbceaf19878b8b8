package io.tercet.optim;

/** The learning rate does not change. */
public record ConstantRate() implements LearningRateSchedule {
  @Override
  public double share(double t) {
    return 1;
  }
}
