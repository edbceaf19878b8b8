package io.tercet.nn.op;

import io.tercet.parallel.Workers;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SparseBatch;

/** An operator that takes sparse inputs too, as a first layer: its weights begin at 0. */
public interface SparseInputOperator extends LayerOperator {

  /**
   * As {@link #packForForward}, for sparse inputs.
   *
   * @param first columns that come first in each sum
   */
  void packForSparse(PackedLayerWeights weights, DenseColumns first, Workers workers);

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights as {@link #packForSparse} left them
   */
  void forward(PackedLayerWeights weights, SparseBatch x, int from, int to, Matrix y);

  /** As {@link #gradientBlocks()}, for sparse inputs. */
  int sparseGradientBlocks();

  /**
   * Sets one block of the gradient with respect to the weights, from all active rows: one range of
   * the inputs. Whatever does not belong to an input goes with the first of them.
   */
  void gradient(int block, ColumnBlocks x, int range, Matrix dz, float[] gradient);
}
