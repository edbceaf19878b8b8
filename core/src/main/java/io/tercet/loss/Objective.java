package io.tercet.loss;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import java.util.List;

/**
 * What training makes small: a number for an embedded batch, and its gradient with respect to the
 * embeddings. Knows nothing of the network that made them.
 */
public interface Objective {

  /**
   * Computes the loss of a batch and its gradient.
   *
   * @param batch its labels and triplets
   * @param embeddings [n x d]
   * @param gradient receives the gradient of the loss and its active rows
   * @param workers the threads that compute it; the result does not depend on their number
   * @return the loss, and the share of the triplets whose loss is above 0
   */
  LossValue evaluate(Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers);

  /**
   * Training begins an epoch.
   *
   * @param epoch its number, from 1
   */
  default void epochStarted(int epoch) {}

  /** {@return what the loss learns itself; a gradient for each is there after {@link #evaluate}} */
  default List<LossParameters> weights() {
    return List.of();
  }

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
   * Takes back what {@link #saveState} added. Its {@link #weights} are saved and restored by the
   * training itself. Called before the first step; where that is in the middle of an epoch, after
   * {@link #epochStarted}.
   *
   * @param from what was added, under the same names
   * @throws UnsupportedOperationException unless overridden
   * @throws IllegalArgumentException if it does not fit
   */
  default void restoreState(SavedState from) {
    throw new UnsupportedOperationException(
        getClass().getName() + " does not override restoreState");
  }

  /** {@return the formula and constants, for a summary: "mean-square triplet loss, margin 0.2"} */
  String description();
}
