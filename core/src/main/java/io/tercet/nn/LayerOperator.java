package io.tercet.nn;

import io.tercet.math.Matrix;
import io.tercet.math.Rows;
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
  void forward(float[] weights, int offset, Rows x, int from, int to, Matrix y);

  /**
   * Goes back over {@code count} active rows, which x, y and dy hold side by side.
   *
   * @param input the input rows; row i is {@code rows[first + i]} of it if it is sparse, else row i
   * @param y the outputs [count x outputs]
   * @param dy gradient with respect to y; overwritten with whatever the layer needs
   * @param gradient gradient with respect to all weights of the encoder; this layer's part is set
   * @param dx receives the gradient with respect to x, or null where nobody needs it
   */
  void backward(
      float[] weights,
      int offset,
      Rows input,
      int[] rows,
      int first,
      int count,
      Matrix y,
      Matrix dy,
      float[] gradient,
      @Nullable Matrix dx);
}
