package io.tercet.optim;

import io.tercet.parallel.Workers;

/**
 * Changes one set of weights by their gradient: what an {@link Optimizer} makes for a training.
 * Keeps state from step to step.
 */
public interface WeightUpdater {

  /**
   * Takes one step.
   *
   * @param weights changed in place
   * @param gradient of the loss with respect to the weights, of the same length
   * @param share of the learning rate, at least 0; 1 for all of it
   */
  void step(float[] weights, float[] gradient, double share, Workers workers);
}
