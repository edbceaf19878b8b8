package io.tercet.optim;

/**
 * Cosine annealing of the learning rate from 1 to 0, (1 + cos(pi t)) / 2 (Loshchilov and Hutter
 * 2017, without restarts).
 */
public record CosineRate() implements LearningRateSchedule {
  @Override
  public double share(double t) {
    return (1 + Math.cos(Math.PI * t)) / 2;
  }
}
