package io.tercet.nn.op;

import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Goes back over rows of a layer, some after the others, and adds up what they give for the
 * gradient with respect to its weights while they are near; of one thread.
 */
public interface GradientAccumulator {

  /** As {@link LayerOperator#backward}, and adds what rows {@code from} to {@code to} - 1 give. */
  void add(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx);

  /** To be called once, after the last rows: the gradient is complete. */
  void finish();
}
