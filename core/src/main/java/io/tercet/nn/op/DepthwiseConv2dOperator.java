package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.Conv2d;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A depthwise convolution: at each position of the window, the channels of a pixel are multiplied
 * elementwise with their filters, which are contiguous in memory.
 */
record DepthwiseConv2dOperator(
    ImageShape input, ImageShape output, int kernel, int stride, int padding, Activation activation)
    implements LayerOperator {

  static DepthwiseConv2dOperator of(Conv2d layer, ImageShape input) {
    return new DepthwiseConv2dOperator(
        input,
        ImageShape.of(layer.outputShape(input.toList()), layer.title()),
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        layer.activation());
  }

  private int channels() {
    return input.channels();
  }

  private int kernelSize() {
    return kernel * kernel * channels();
  }

  /** Visits an input pixel, an output pixel and the window position that connects them. */
  private interface ConnectionVisitor {
    void visit(int inputAt, int outputAt, int kernelAt);
  }

  /** Visits all connected pixels, by the offsets of their channels. */
  private void each(int inputAt, int outputAt, ConnectionVisitor joined) {
    int d = channels();
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        int to = outputAt + row * output.rowSize() + column * d;
        for (int place = 0; place < kernel * kernel; place++) {
          int y = row * stride + place / kernel - padding;
          int x = column * stride + place % kernel - padding;
          if (y >= 0 && x >= 0 && y < input.height() && x < input.width()) {
            joined.visit(inputAt + y * input.rowSize() + x * d, to, place * d);
          }
        }
      }
    }
  }

  /** c[i] += a[i] b[i]. */
  private void addProducts(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt) {
    for (int i = 0; i < channels(); i++) {
      c[cAt + i] += a[aAt + i] * b[bAt + i];
    }
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    float[] kernels = weights.values();
    int offset = weights.offset();
    Arrays.fill(y.data(), from * output.size(), to * output.size(), 0);
    for (int i = from; i < to; i++) {
      each(
          x.offset(i),
          y.offset(i),
          (in, out, place) -> addProducts(x.data(), in, kernels, offset + place, y.data(), out));
    }
    KernelChoice.best()
        .addBiasAndActivate(
            activation,
            (to - from) * output.height() * output.width(),
            channels(),
            kernels,
            offset + kernelSize(),
            y.data(),
            from * output.size());
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
    int at = from * output.size();
    int count = (to - from) * output.size();
    KernelChoice.best().multiplyByDerivative(activation, count, y.data(), at, dy.data(), at);
    if (dx == null) {
      return;
    }
    float[] kernels = weights.values();
    int offset = weights.offset();
    Arrays.fill(dx.data(), from * input.size(), to * input.size(), 0);
    for (int i = from; i < to; i++) {
      each(
          i * input.size(),
          i * output.size(),
          (in, out, place) -> addProducts(dy.data(), out, kernels, offset + place, dx.data(), in));
    }
  }

  @Override
  public int weights() {
    return kernelSize() + channels();
  }

  @Override
  public int gradientBlocks() {
    return 1;
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    Arrays.fill(gradient, offset, offset + weights(), 0);
    for (int i = from; i < to; i++) {
      each(
          i * input.size(),
          i * output.size(),
          (in, out, place) -> addProducts(x.data(), in, dz.data(), out, gradient, offset + place));
    }
    KernelChoice.best()
        .addColumnSums(
            (to - from) * output.height() * output.width(),
            channels(),
            dz.data(),
            from * output.size(),
            channels(),
            gradient,
            offset + kernelSize());
  }
}
