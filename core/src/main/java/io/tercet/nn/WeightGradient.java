package io.tercet.nn;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.op.LayerOperator;
import io.tercet.nn.op.SparseInputOperator;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.SparseBatch;

/**
 * The gradient of the loss with respect to the weights of one layer, over the active rows of a
 * batch. It is split into blocks that each process all rows, so that no reduction is needed. Dense
 * layers with few blocks also split the rows into shards, whose gradients are summed in order. The
 * partition never depends on the number of threads.
 */
final class WeightGradient {
  /** Minimum number of tasks. */
  static final int MIN_TASKS = 8;

  private static final int SUMMED = 4096;

  private final LayerOperator operator;
  private final int offset;
  private final Workers workers;
  private final ColumnBlocks columns = new ColumnBlocks();
  private float[][] parts = new float[0][];

  /**
   * @param offset offset of the layer's weights among all weights
   */
  WeightGradient(LayerOperator operator, int offset, Workers workers) {
    this.operator = operator;
    this.offset = offset;
    this.workers = workers;
  }

  /**
   * Sets the layer's part of {@code total}.
   *
   * @param x the layer's inputs: active row i is row {@code rows[i]} of a sparse x, row i of a
   *     dense x
   * @param rows the active rows
   * @param dz [active x units], dy as modified by {@link LayerOperator#backward}
   */
  void set(Rows x, int[] rows, int active, Matrix dz, float[] total) {
    int blocks = operator.gradientBlocks();
    if (blocks == 0) {
      return;
    }
    int pieces = Math.max(1, MIN_TASKS / blocks);
    switch (x) {
      case SparseBatch sparse -> setSparse(sparse, rows, active, dz, total);
      case Matrix dense when pieces == 1 ->
          workers.run(
              blocks, block -> operator.gradient(block, dense, 0, active, dz, total, offset));
      case Matrix dense -> setBySum(dense, new Shards(active, pieces), dz, total);
    }
  }

  private void setSparse(SparseBatch x, int[] rows, int active, Matrix dz, float[] total) {
    SparseInputOperator first = requireFirstLayer();
    columns.set(x, rows, active, workers);
    int blocks = first.sparseGradientBlocks();
    workers.run(
        blocks * columns.ranges(),
        task -> first.gradient(task % blocks, columns, task / blocks, dz, total));
  }

  /** Buffer for partial gradient {@code i}, to be summed by {@link #sumParts}. */
  float[] part(int i) {
    return parts[i];
  }

  /** Allocates buffers for {@code count} partial gradients; always the same number. */
  void makeParts(int count) {
    if (parts.length == 0) {
      parts = new float[count][operator.weights()];
    }
  }

  private void setBySum(Matrix x, Shards cut, Matrix dz, float[] total) {
    makeParts(cut.count());
    workers.run(
        operator.gradientBlocks() * cut.count(),
        task -> {
          int shard = task % cut.count();
          operator.gradient(
              task / cut.count(), x, cut.from(shard), cut.to(shard), dz, parts[shard], 0);
        });
    sumParts(total);
  }

  /** Sets the layer's part of {@code total} to the sum of all partial gradients. */
  void sumParts(float[] total) {
    Shards sum = Shards.ofSize(operator.weights(), SUMMED);
    workers.run(
        sum.count(),
        i -> KernelChoice.best().sum(parts, sum.from(i), sum.to(i), total, offset + sum.from(i)));
  }

  private SparseInputOperator requireFirstLayer() {
    if (offset != 0 || !(operator instanceof SparseInputOperator first)) {
      throw new IllegalArgumentException("sparse rows are for the first layer only");
    }
    return first;
  }
}
