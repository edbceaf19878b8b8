package io.tercet.nn.op;

import io.tercet.nn.Architecture;
import io.tercet.nn.AveragePool2d;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Dropout;
import io.tercet.nn.Flatten;
import io.tercet.nn.GlobalAveragePool2d;
import io.tercet.nn.GroupNorm;
import io.tercet.nn.ImageShape;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.Layer;
import io.tercet.nn.MaxPool2d;
import io.tercet.nn.ResidualBlock;
import io.tercet.nn.ResidualSum;
import io.tercet.tensor.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The computation of a layer. Stateless; thread-safe for disjoint rows. */
public interface LayerOperator {

  /** The operator of a layer with inputs of that shape. */
  static LayerOperator of(Layer layer, List<Integer> input) {
    int inputs = Architecture.size(input);
    String title = layer.title();
    return switch (layer) {
      case Dense dense -> new DenseOperator(inputs, dense.units(), dense.activation());
      case L2Normalize ignored -> new L2NormalizeOperator(inputs);
      case Conv2d conv -> convolution(conv, ImageShape.of(input, title));
      case MaxPool2d pool -> new MaxPoolOperator(ImageShape.of(input, title), pool.size());
      case AveragePool2d pool -> AveragePoolOperator.of(ImageShape.of(input, title), pool.size());
      case GlobalAveragePool2d ignored -> AveragePoolOperator.global(ImageShape.of(input, title));
      case Flatten ignored -> new DropoutOperator(inputs, 0);
      case Dropout dropout -> new DropoutOperator(inputs, dropout.rate());
      case GroupNorm norm ->
          new GroupNormOperator(inputs, input.getLast(), norm.groups(), norm.activation());
      case ResidualSum sum -> new ResidualSumOperator(inputs, sum.back(), sum.activation());
      case ResidualBlock ignored ->
          throw new IllegalStateException("residual blocks must be expanded");
    };
  }

  private static LayerOperator convolution(Conv2d layer, ImageShape input) {
    if (layer.groups() == 1) {
      return Conv2dOperator.of(layer, input);
    }
    boolean depthwise = layer.groups() == input.channels() && layer.filters() == input.channels();
    return depthwise
        ? DepthwiseConv2dOperator.of(layer, input)
        : GroupedConv2dOperator.of(layer, input);
  }

  /** Packs the weights for {@link #forward}; valid until the weights change. */
  default void packForForward(PackedLayerWeights weights) {}

  /** Packs the weights for {@link #backward}; valid until the weights change. */
  default void packForBackward(PackedLayerWeights weights) {}

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights packed by {@link #packForForward}
   * @param noise random keys of training
   */
  void forward(PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise);

  /**
   * Backward pass of rows {@code from} to {@code to} - 1 of the compacted active rows.
   *
   * @param weights packed by {@link #packForBackward}
   * @param x the inputs; not read if they are sparse
   * @param y the outputs
   * @param dy gradient with respect to y; converted in place to dz, the input of {@link #gradient}
   * @param dx receives the gradient with respect to x; null if not needed
   * @param noise the same keys as in the forward pass
   */
  void backward(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      DropoutKeys noise);

  /**
   * An accumulator that computes the gradient with respect to the weights during the backward pass.
   *
   * @param gradient receives the gradient, starting at 0
   * @return null if inputs and weights are computed separately, by {@link #backward} and {@link
   *     #gradient}
   */
  default @Nullable GradientAccumulator backwardSum(float[] gradient) {
    return null;
  }

  /**
   * Distance in layers from this layer's input to the output that is added to it, or 0. In the
   * forward pass y initially holds those rows; their gradient is dy as modified by {@link
   * #backward}.
   */
  default int back() {
    return 0;
  }

  /** Number of weights. */
  default int weights() {
    return 0;
  }

  /** Number of blocks of the gradient with respect to the weights; 0 without weights. */
  default int gradientBlocks() {
    return 0;
  }

  /**
   * Computes one block of the gradient with respect to the weights, from active rows {@code from}
   * to {@code to} - 1.
   *
   * @param x the inputs
   * @param dz dy as modified by {@link #backward}
   * @param gradient receives the gradient with respect to this layer's weights, starting at {@code
   *     offset}
   */
  default void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    throw new IllegalStateException("a layer without weights has no weight gradient");
  }
}
