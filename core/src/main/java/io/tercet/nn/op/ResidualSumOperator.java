package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x + y), where y initially holds the output of {@code back} layers before; dx = dz = dy
 * f'(y) for both.
 */
record ResidualSumOperator(int size, int back, Activation activation) implements LayerOperator {

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    for (int i = from * size; i < to * size; i++) {
      y.data()[i] = activation.apply(x.data()[i] + y.data()[i]);
    }
  }

  @Override
  public void backward(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      DropoutKeys noise) {
    int count = (to - from) * size;
    KernelChoice.best()
        .multiplyByDerivative(
            activation, count, y.data(), y.offset(from), dy.data(), dy.offset(from));
    if (dx != null) {
      dy.copyRows(from, to, dx);
    }
  }
}
