package io.tercet.nn.op;

import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Runs the backward pass of a layer over consecutive chunks of rows and accumulates the gradient
 * with respect to its weights while they are in the cache. Not thread-safe.
 */
public interface GradientAccumulator {

  /**
   * {@link LayerOperator#backward} for rows {@code from} to {@code to} - 1; also adds their
   * contribution to the gradient of the weights.
   */
  void add(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx);

  /** Completes the gradient; to be called once, after the last rows. */
  void finish();
}
