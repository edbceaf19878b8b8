package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.PackedWeights;
import io.tercet.parallel.Workers;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.UnitBytes;

/**
 * A first layer of inference that takes in the features other than 0 alone. They are listed in the
 * order in which the kernels add them up, so the sums are those of {@link DenseOperator}, bit by
 * bit.
 */
final class PackedSparseDense {
  private final DenseOperator layer;
  private final PackedWeights packed = new PackedWeights(KernelChoice.best().panelWidth());
  private final char[] order;
  private final float[] bias;

  /**
   * @param weights of the layer
   * @param first columns that come first in each sum
   */
  PackedSparseDense(DenseOperator layer, PackedLayerWeights weights, DenseColumns first) {
    this.layer = layer;
    this.order = KernelChoice.best().summationOrder(layer.inputs(), first);
    this.bias = new float[layer.units()];
    int at = weights.offset() + layer.inputs() * layer.units();
    System.arraycopy(weights.values(), at, bias, 0, bias.length);
    try (Workers alone = new Workers(1)) {
      packed.set(
          layer.inputs(),
          layer.units(),
          weights.values(),
          weights.offset(),
          layer.units(),
          DenseColumns.NONE,
          alone);
    }
  }

  /** One example, from {@code at} on, into row {@code row} of the first layer's outputs. */
  void forward(float[] example, int at, InferenceScratch scratch, int row) {
    char[] columns = scratch.columns();
    float[] values = scratch.values();
    int next = 0;
    for (char column : order) {
      float value = example[at + column];
      columns[next] = column;
      values[next] = value;
      next += value != 0 ? 1 : 0;
    }
    multiply(next, scratch, row);
  }

  /** The same for bytes, b standing for b / 255. */
  void forward(byte[] example, int at, InferenceScratch scratch, int row) {
    char[] columns = scratch.columns();
    float[] values = scratch.values();
    int next = 0;
    for (char column : order) {
      byte value = example[at + column];
      columns[next] = column;
      values[next] = UnitBytes.toFloat(value);
      next += value != 0 ? 1 : 0;
    }
    multiply(next, scratch, row);
  }

  private void multiply(int count, InferenceScratch scratch, int row) {
    Matrix y = scratch.at(1);
    KernelChoice.best()
        .multiplyEntries(
            count,
            scratch.columns(),
            scratch.values(),
            packed,
            layer.units(),
            bias,
            0,
            layer.activation(),
            y.data(),
            y.offset(row));
  }
}
