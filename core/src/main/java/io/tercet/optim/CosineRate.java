package io.tercet.optim;

/**
 * From all of the learning rate to nothing along half a cosine, (1 + cos(pi t)) / 2 (Loshchilov and
 * Hutter 2017, without restarts): large steps first, and none that undo what was learned at the
 * end.
 */
public record CosineRate() implements LearningRateSchedule {
  @Override
  public double share(double t) {
    return (1 + Math.cos(Math.PI * t)) / 2;
  }
}
