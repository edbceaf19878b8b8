package io.tercet.nn.op;

import io.tercet.nn.Conv2d;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A grouped convolution: the channels and weights of each group are gathered and computed as a
 * separate convolution.
 *
 * @param share the operator of one group
 */
record GroupedConv2dOperator(int groups, Conv2dOperator share) implements LayerOperator {

  static GroupedConv2dOperator of(Conv2d layer, ImageShape input) {
    int groups = layer.groups();
    Conv2d share =
        new Conv2d(
            layer.filters() / groups,
            layer.kernel(),
            layer.stride(),
            layer.padding(),
            layer.activation());
    ImageShape channels = new ImageShape(input.height(), input.width(), input.channels() / groups);
    return new GroupedConv2dOperator(groups, Conv2dOperator.of(share, channels));
  }

  /**
   * Copies a group's values, {@code width} contiguous values per row, out of rows of all groups, or
   * back.
   */
  private void copyShare(
      int group, int rows, int width, float[] all, int allAt, float[] one, int oneAt, boolean out) {
    for (int row = 0; row < rows; row++) {
      int of = allAt + (row * groups + group) * width;
      int at = oneAt + row * width;
      System.arraycopy(out ? all : one, out ? of : at, out ? one : all, out ? at : of, width);
    }
  }

  private void copyImages(
      int group, ImageShape shape, Matrix all, int from, int to, Matrix one, boolean out) {
    int pixels = (to - from) * shape.height() * shape.width();
    int at = from * shape.size() * groups;
    copyShare(group, pixels, shape.channels(), all.data(), at, one.data(), 0, out);
  }

  private Matrix images(int group, ImageShape shape, Matrix all, int from, int to) {
    Matrix one = Matrix.zeros(to - from, shape.size());
    copyImages(group, shape, all, from, to, one, true);
    return one;
  }

  /** Copies a group's filters and bias; {@code all} starts at {@code offset}. */
  private void copyWeights(int group, float[] all, int offset, float[] one, boolean out) {
    int filters = share.output().channels();
    int rows = share.weights() / filters - 1;
    copyShare(group, rows, filters, all, offset, one, 0, out);
    int bias = rows * filters;
    copyShare(group, 1, filters, all, offset + bias * groups, one, bias, out);
  }

  /** Copies a group's share of image {@code i} of all, or back into it. */
  void copyImage(int group, ImageShape shape, Matrix all, int i, float[] one, boolean out) {
    int pixels = shape.height() * shape.width();
    copyShare(group, pixels, shape.channels(), all.data(), all.offset(i), one, 0, out);
  }

  /** A copy of a group's weights. */
  PackedLayerWeights weights(int group, PackedLayerWeights all) {
    float[] one = new float[share.weights()];
    copyWeights(group, all.values(), all.offset(), one, true);
    return new PackedLayerWeights(one, 0);
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    Matrix output = Matrix.zeros(to - from, share.output().size());
    for (int group = 0; group < groups; group++) {
      Matrix input = images(group, share.input(), x, from, to);
      PackedLayerWeights own = weights(group, weights);
      share.packForForward(own);
      share.forward(own, input, 0, to - from, output, noise);
      copyImages(group, share.output(), y, from, to, output, false);
    }
  }

  @Override
  public void backward(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      DropoutKeys noise) {
    Matrix inputGradients = dx == null ? null : Matrix.zeros(to - from, share.input().size());
    for (int group = 0; group < groups; group++) {
      Matrix output = images(group, share.output(), y, from, to);
      Matrix gradients = images(group, share.output(), dy, from, to);
      PackedLayerWeights own = weights(group, weights);
      share.packForBackward(own);
      share.backward(own, 0, to - from, output, output, gradients, inputGradients, noise);
      copyImages(group, share.output(), dy, from, to, gradients, false);
      if (dx != null && inputGradients != null) {
        copyImages(group, share.input(), dx, from, to, inputGradients, false);
      }
    }
  }

  @Override
  public int weights() {
    return groups * share.weights();
  }

  @Override
  public int gradientBlocks() {
    return groups;
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    float[] own = new float[share.weights()];
    Matrix input = images(block, share.input(), x, from, to);
    Matrix gradients = images(block, share.output(), dz, from, to);
    share.gradient(0, input, 0, to - from, gradients, own, 0);
    copyWeights(block, gradient, offset, own, false);
  }
}
