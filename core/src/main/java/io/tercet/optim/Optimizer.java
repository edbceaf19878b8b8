package io.tercet.optim;

import io.tercet.parallel.Workers;

/** Changes weights by their gradient. Keeps state from step to step; for one set of weights. */
public interface Optimizer {

  /**
   * Takes one step.
   *
   * @param weights changed in place
   * @param gradient of the loss with respect to the weights, of the same length
   * @param share of the learning rate, at least 0; 1 for all of it
   */
  void step(float[] weights, float[] gradient, double share, Workers workers);
}
