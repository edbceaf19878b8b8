package io.tercet.nn;

import io.tercet.math.EntryRows;
import io.tercet.math.FrequentColumns;
import io.tercet.math.Matrix;
import io.tercet.math.SparseColumns;
import io.tercet.math.Workers;

/** An operator that takes sparse inputs too, as a first layer: its weights begin at 0. */
interface SparseInputOperator extends LayerOperator {

  /**
   * As {@link #layForward}, for sparse inputs.
   *
   * @param first columns that come first in each sum
   */
  void layForSparse(LayerWeights weights, FrequentColumns first, Workers workers);

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights as {@link #layForSparse} left them
   */
  void forward(LayerWeights weights, EntryRows x, int from, int to, Matrix y);

  /** As {@link #gradientBlocks()}, for sparse inputs. */
  int sparseGradientBlocks();

  /**
   * Sets one block of the gradient with respect to the weights, from all active rows: one range of
   * the inputs. Whatever does not belong to an input goes with the first of them.
   */
  void gradient(int block, SparseColumns x, int range, Matrix dz, float[] gradient);
}
