package io.tercet.optim;

/** A constant learning rate. */
public record ConstantRate() implements LearningRateSchedule {
  @Override
  public double share(double t) {
    return 1;
  }
}
