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
  /** Columns of W whose gradient is computed at once: four vectors of 512 bits. */
  private static final int BLOCK = 64;

  private static final ThreadLocal<Block> BLOCKS = ThreadLocal.withInitial(Block::new);

  /** A buffer of one thread, kept from call to call. */
  private static final class Block {
    private float[] values = new float[0];

    float[] resize(int size) {
      values = values.length < size ? new float[size] : values;
      return values;
    }
  }

  @Override
  public void forward(float[] weights, int offset, Rows x, int from, int to, Matrix y) {
    Kernels kernels = Kernels.get();
    switch (x) {
      case SparseRows sparse -> {
        requireFirstLayer(offset);
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
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx) {
    Kernels kernels = Kernels.get();
    int at = from * units;
    kernels.multiplyByDerivative(activation, (to - from) * units, y.data(), at, dy.data(), at);
    if (dx != null) {
      kernels.multiply(
          to - from,
          inputs,
          units,
          dy.data(),
          at,
          units,
          1,
          weights,
          offset,
          1,
          units,
          dx.data(),
          from * inputs,
          inputs,
          false);
    }
  }

  /** Some columns of W each, with the bias that belongs to them. */
  @Override
  public int gradientBlocks() {
    return Math.ceilDiv(units, BLOCK);
  }

  @Override
  public void gradient(
      int block, Rows x, int[] rows, int from, int to, Matrix dz, float[] gradient, int offset) {
    int first = block * BLOCK;
    int end = Math.min(first + BLOCK, units);
    switch (x) {
      case SparseRows sparse -> {
        requireFirstLayer(offset);
        sparseGradient(sparse, rows, from, to, dz, first, end - first, gradient);
      }
      case Matrix dense ->
          Kernels.get()
              .multiply(
                  inputs,
                  end - first,
                  to - from,
                  dense.data(),
                  from * inputs,
                  1,
                  inputs,
                  dz.data(),
                  from * units + first,
                  units,
                  1,
                  gradient,
                  offset + first,
                  units,
                  false);
    }
    int bias = offset + inputs * units;
    Arrays.fill(gradient, bias + first, bias + end, 0);
    for (int i = from; i < to; i++) {
      Kernels.get().addScaled(end - first, 1, dz.data(), i * units + first, gradient, bias + first);
    }
  }

  /**
   * In a block of its own, as wide as it is used: as columns of the whole, its rows would fall into
   * few sets of the caches.
   */
  private void sparseGradient(
      SparseRows x,
      int[] rows,
      int from,
      int to,
      Matrix dz,
      int first,
      int width,
      float[] gradient) {
    boolean whole = width == units;
    float[] block = whole ? gradient : BLOCKS.get().resize(inputs * width);
    Arrays.fill(block, 0, inputs * width, 0);
    Kernels.get()
        .addSparseTransposed(
            x, rows, from, to, dz.data(), from * units + first, units, width, block);
    for (int i = 0; i < inputs && !whole; i++) {
      System.arraycopy(block, i * width, gradient, i * units + first, width);
    }
  }

  private static void requireFirstLayer(int offset) {
    if (offset != 0) {
      throw new IllegalArgumentException("sparse rows are for the first layer only");
    }
  }
}
