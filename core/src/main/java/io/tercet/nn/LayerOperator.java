package io.tercet.nn;

import io.tercet.math.Matrix;
import io.tercet.math.Panels;
import io.tercet.math.SparseRows;
import io.tercet.math.SparseTranspose;
import io.tercet.math.Workers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a layer computes. Stateless: safe for many threads on different rows. */
interface LayerOperator {

  /** The operator of a layer whose inputs have that shape. */
  static LayerOperator of(Layer layer, List<Integer> input) {
    int inputs = Architecture.size(input);
    return switch (layer) {
      case Dense dense -> new DenseOperator(inputs, dense.units(), dense.activation());
      case L2Normalize ignored -> new L2NormalizeOperator(inputs);
    };
  }

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights all weights of the encoder
   * @param offset where this layer's begin
   */
  void forward(float[] weights, int offset, Matrix x, int from, int to, Matrix y);

  /**
   * The same of a first layer for sparse inputs.
   *
   * @param first its weights as {@link #panels} made them
   */
  void forward(Panels first, float[] weights, SparseRows x, int from, int to, Matrix y);

  /** Lays out the weights of a first layer for sparse inputs. */
  void panels(float[] weights, Workers workers, Panels first);

  /**
   * Goes back over rows {@code from} to {@code to} - 1 of what active rows hold side by side.
   *
   * @param x the inputs; not looked at where they are sparse
   * @param y the outputs
   * @param dy gradient with respect to y; turned into what {@link #gradient} takes
   * @param dx receives the gradient with respect to x, or null where nobody needs it
   */
  void backward(
      float[] weights,
      int offset,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx);

  /** Number of weights. */
  int weights();

  /**
   * Number of blocks that the gradient with respect to the weights is cut in; 0 without weights.
   */
  int gradientBlocks();

  /**
   * Sets one block of the gradient with respect to the weights, from active rows {@code from} to
   * {@code to} - 1.
   *
   * @param x the inputs
   * @param dz as {@link #backward} left dy
   * @param gradient gradient with respect to this layer's weights, from {@code offset} on
   */
  void gradient(int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset);

  /**
   * The same for a first layer of sparse inputs, from all active rows: inputs {@code from} to
   * {@code to} - 1 of the block. Whatever does not belong to an input goes with the first of them.
   *
   * @param panels of dz
   */
  void gradient(
      int block, SparseTranspose x, int from, int to, Matrix dz, Panels panels, float[] gradient);
}
