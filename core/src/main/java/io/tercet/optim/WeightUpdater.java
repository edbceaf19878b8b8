package io.tercet.optim;

import io.tercet.parallel.Workers;
import io.tercet.tensor.SavedState;

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
   * @param workers the threads that run the tasks
   */
  void step(float[] weights, float[] gradient, double share, Workers workers);

  /**
   * Adds all that it keeps from step to step, so that the training can be resumed; nothing where it
   * keeps nothing. Called between two steps.
   *
   * @param into receives copies
   * @throws UnsupportedOperationException unless overridden: what it keeps is not known
   */
  default void saveState(SavedState into) {
    throw new UnsupportedOperationException(
        "%s does not override saveState and restoreState, so its training cannot be resumed"
            .formatted(getClass().getName()));
  }

  /**
   * Takes back what {@link #saveState} added. Called before the first step.
   *
   * @param from what was added, under the same names
   * @throws UnsupportedOperationException unless overridden
   * @throws IllegalArgumentException if it does not fit
   */
  default void restoreState(SavedState from) {
    throw new UnsupportedOperationException(
        getClass().getName() + " does not override restoreState");
  }
}
