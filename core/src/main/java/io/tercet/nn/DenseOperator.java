package io.tercet.nn;

import io.tercet.math.Activation;
import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.Rows;
import io.tercet.math.SparseRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forward: y = f(x W + b). Backward, with dz = dy f'(y): dW = x^T dz, db = column sums of dz, dx =
 * dz W^T. A sparse x takes the sparse kernels.
 */
record DenseOperator(int inputs, int units, Activation activation) implements LayerOperator {

  @Override
  public void forward(float[] weights, int offset, Rows x, int from, int to, Matrix y) {
    Kernels kernels = Kernels.get();
    switch (x) {
      case SparseRows sparse -> {
        if (offset != 0) {
          throw new IllegalArgumentException("sparse rows are for the first layer only");
        }
        kernels.multiplySparse(sparse, from, to, weights, units, y.data());
      }
      case Matrix dense ->
          kernels.multiply(
              to - from,
              units,
              inputs,
              dense.data(),
              dense.offset(from),
              inputs,
              1,
              weights,
              offset,
              units,
              1,
              y.data(),
              y.offset(from),
              units,
              false);
    }
    kernels.addBiasAndActivate(
        activation, to - from, units, weights, offset + inputs * units, y.data(), y.offset(from));
  }

  @Override
  public void backward(
      float[] weights,
      int offset,
      Rows input,
      int[] rows,
      int first,
      int count,
      Matrix y,
      Matrix dy,
      float[] gradient,
      @Nullable Matrix dx) {
    Kernels kernels = Kernels.get();
    kernels.multiplyByDerivative(activation, count * units, y.data(), 0, dy.data(), 0);
    int bias = offset + inputs * units;
    Arrays.fill(gradient, bias, bias + units, 0);
    kernels.addColumnSums(count, units, dy.data(), 0, gradient, bias);
    switch (input) {
      case SparseRows sparse -> {
        Arrays.fill(gradient, offset, bias, 0);
        kernels.addSparseTransposed(sparse, rows, first, first + count, dy.data(), units, gradient);
      }
      case Matrix x ->
          kernels.multiply(
              inputs, units, count, x.data(), 0, 1, inputs, dy.data(), 0, units, 1, gradient,
              offset, units, false);
    }
    if (dx != null) {
      kernels.multiply(
          count, inputs, units, dy.data(), 0, units, 1, weights, offset, 1, units, dx.data(), 0,
          inputs, false);
    }
  }
}
