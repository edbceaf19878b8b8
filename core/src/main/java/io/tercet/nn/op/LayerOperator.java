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

/** What a layer computes. Stateless: safe for many threads on different rows. */
public interface LayerOperator {

  /** The operator of a layer whose inputs have that shape. */
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
      case ResidualBlock ignored -> throw new IllegalStateException("blocks are to be flattened");
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

  /** Lays the weights out for {@link #forward}, once for all rows until they change. */
  default void packForForward(PackedLayerWeights weights) {}

  /** Lays the weights out for {@link #backward}, once for all rows until they change. */
  default void packForBackward(PackedLayerWeights weights) {}

  /**
   * Computes rows {@code from} to {@code to} - 1 of y from the same rows of x.
   *
   * @param weights as {@link #packForForward} left them
   * @param noise what is drawn while training
   */
  void forward(PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise);

  /**
   * Goes back over rows {@code from} to {@code to} - 1 of what active rows hold side by side.
   *
   * @param weights as {@link #packForBackward} left them
   * @param x the inputs; not looked at where they are sparse
   * @param y the outputs
   * @param dy gradient with respect to y; turned into what {@link #gradient} takes
   * @param dx receives the gradient with respect to x, or null where nobody needs it
   * @param noise as on the way forward
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
   * A gradient with respect to the weights that is added up on the way back over the rows.
   *
   * @param gradient becomes it, from its start on
   * @return null where rows and weights are done apart, by {@link #backward} and {@link #gradient}
   */
  default @Nullable GradientAccumulator backwardSum(float[] gradient) {
    return null;
  }

  /**
   * How many layers back from this one's input the output lies that is added to it, or 0. Forward
   * finds those rows in y; their gradient is what {@link #backward} leaves in dy.
   */
  default int back() {
    return 0;
  }

  /** Number of weights. */
  default int weights() {
    return 0;
  }

  /**
   * Number of blocks that the gradient with respect to the weights is cut in; 0 without weights.
   */
  default int gradientBlocks() {
    return 0;
  }

  /**
   * Sets one block of the gradient with respect to the weights, from active rows {@code from} to
   * {@code to} - 1.
   *
   * @param x the inputs
   * @param dz as {@link #backward} left dy
   * @param gradient gradient with respect to this layer's weights, from {@code offset} on
   */
  default void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    throw new IllegalStateException("a layer without weights has no gradient of them");
  }
}
