package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SparseBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forward: y = f(x W + b). Backward, with dz = dy f'(y): dW = x^T dz, db = column sums of dz, dx =
 * dz W^T. Sparse x uses the sparse kernels.
 */
record DenseOperator(int inputs, int units, Activation activation) implements SparseInputOperator {
  /**
   * Columns of W per gradient block of sparse inputs: the number that the sparse kernel holds in
   * registers.
   */
  private static final int SPARSE_COLUMNS = 64;

  /**
   * Columns of W per gradient block of dense inputs; larger, so that inputs are packed less often.
   */
  private static final int COLUMNS = 128;

  /** Rows of W per gradient block of dense inputs. */
  private static final int ROWS = 256;

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    KernelChoice.best()
        .multiply(
            to - from,
            units,
            inputs,
            x.data(),
            x.offset(from),
            inputs,
            1,
            weights.values(),
            weights.offset(),
            units,
            1,
            y.data(),
            y.offset(from),
            units,
            false);
    int bias = weights.offset() + inputs * units;
    KernelChoice.best()
        .addBiasAndActivate(
            activation, to - from, units, weights.values(), bias, y.data(), y.offset(from));
  }

  @Override
  public void forward(PackedLayerWeights weights, SparseBatch x, int from, int to, Matrix y) {
    int bias = weights.offset() + inputs * units;
    float[] values = weights.values();
    KernelChoice.best()
        .multiplySparse(
            x, from, to, weights.panels(), units, values, bias, activation, y.data(), 0);
  }

  @Override
  public void packForSparse(PackedLayerWeights weights, DenseColumns first, Workers workers) {
    weights.panels().set(inputs, units, weights.values(), weights.offset(), units, first, workers);
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
    Kernels kernels = KernelChoice.best();
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
          weights.values(),
          weights.offset(),
          1,
          units,
          dx.data(),
          from * inputs,
          inputs,
          false);
    }
  }

  @Override
  public int weights() {
    return (inputs + 1) * units;
  }

  @Override
  public int gradientBlocks() {
    return Math.ceilDiv(units, COLUMNS) * Math.ceilDiv(inputs, ROWS);
  }

  /** Each block is a range of columns of W and of the bias. */
  @Override
  public int sparseGradientBlocks() {
    return Math.ceilDiv(units, SPARSE_COLUMNS);
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    int across = Math.ceilDiv(units, COLUMNS);
    int first = block % across * COLUMNS;
    int width = Math.min(COLUMNS, units - first);
    int firstRow = block / across * ROWS;
    KernelChoice.best()
        .multiply(
            Math.min(ROWS, inputs - firstRow),
            width,
            to - from,
            x.data(),
            from * inputs + firstRow,
            1,
            inputs,
            dz.data(),
            from * units + first,
            units,
            1,
            gradient,
            offset + firstRow * units + first,
            units,
            false);
    if (firstRow == 0) {
      biasGradient(first, width, from, to, dz, gradient, offset);
    }
  }

  private void biasGradient(
      int first, int width, int from, int to, Matrix dz, float[] gradient, int offset) {
    int bias = offset + inputs * units + first;
    Arrays.fill(gradient, bias, bias + width, 0);
    KernelChoice.best()
        .addColumnSums(to - from, width, dz.data(), from * units + first, units, gradient, bias);
  }

  @Override
  public void gradient(int block, ColumnBlocks x, int range, Matrix dz, float[] gradient) {
    int first = block * SPARSE_COLUMNS;
    int width = Math.min(SPARSE_COLUMNS, units - first);
    KernelChoice.best()
        .multiplySparseTransposed(x, range, width, dz.data(), first, units, gradient, first, units);
    if (range == 0) {
      biasGradient(first, width, 0, x.rows(), dz, gradient, 0);
    }
  }
}
