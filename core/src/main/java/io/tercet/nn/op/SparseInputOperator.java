package io.tercet.nn.op;

import io.tercet.parallel.Workers;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SparseBatch;

/**
 * An operator that also supports sparse inputs, as the first layer; its weights begin at offset 0.
 */
public interface SparseInputOperator extends LayerOperator {

  /**
   * {@link #packForForward} for sparse inputs.
   *
   * @param first columns that come first in each sum
   */
  void packForSparse(PackedLayerWeights weights, DenseColumns first, Workers workers);

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights packed by {@link #packForSparse}
   */
  void forward(PackedLayerWeights weights, SparseBatch x, int from, int to, Matrix y);

  /** {@link #gradientBlocks()} for sparse inputs. */
  int sparseGradientBlocks();

  /**
   * Computes one block of the gradient with respect to the weights, from all active rows, for one
   * range of the inputs. The bias is computed with the first range.
   */
  void gradient(int block, ColumnBlocks x, int range, Matrix dz, float[] gradient);
}
