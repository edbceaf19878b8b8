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
 * batch: cut into blocks that each go over all rows, so that no sum of parts is needed. Dense
 * layers of few blocks cut the rows into shards too, with a gradient each, summed in their order.
 * No cut depends on the number of threads.
 */
final class WeightGradient {
  /** Pieces of work, at least. */
  static final int PIECES = 8;

  private static final int SUMMED = 4096;

  private final LayerOperator operator;
  private final int offset;
  private final Workers workers;
  private final ColumnBlocks columns = new ColumnBlocks();
  private float[][] parts = new float[0][];

  /**
   * @param offset where the layer's weights begin among all
   */
  WeightGradient(LayerOperator operator, int offset, Workers workers) {
    this.operator = operator;
    this.offset = offset;
    this.workers = workers;
  }

  /**
   * Sets the layer's part of {@code total}.
   *
   * @param x the layer's inputs: row i is {@code rows[i]} of it if it is sparse, else row i
   * @param rows the active rows
   * @param dz [active x units] as {@link LayerOperator#backward} left dy
   */
  void set(Rows x, int[] rows, int active, Matrix dz, float[] total) {
    int blocks = operator.gradientBlocks();
    if (blocks == 0) {
      return;
    }
    int pieces = Math.max(1, PIECES / blocks);
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

  /** Where piece {@code i} writes its gradient, for {@link #sumParts}. */
  float[] part(int i) {
    return parts[i];
  }

  /** Makes room for that many pieces, always the same. */
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

  /** Sets the layer's part of {@code total} to the sum of all pieces. */
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
