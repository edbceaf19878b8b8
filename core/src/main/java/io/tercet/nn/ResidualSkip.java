package io.tercet.nn;

import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass around the layers of a residual block: its input gets the gradient of the sum,
 * too.
 *
 * @param sum the layer that adds the block's input
 * @param first the block's first layer, whose inputs get the gradients of the sum too
 * @param gradients of the sum, kept until then
 */
record ResidualSkip(int sum, int first, Matrix gradients) {
  void keep(int layer, int from, int to, Matrix dz) {
    if (layer == sum) {
      dz.copyRows(from, to, gradients);
    }
  }

  void add(int layer, int from, int to, @Nullable Matrix dx) {
    if (layer != first || dx == null) {
      return;
    }
    int at = dx.offset(from);
    int kept = gradients.offset(from);
    for (int i = 0; i < dx.offset(to) - at; i++) {
      dx.data()[at + i] += gradients.data()[kept + i];
    }
  }
}
