package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.Conv2d;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Forward: z = windows(x) W + b, y = f(z). Backward goes through dz = dy f'(y). {@link
 * ConvolutionAlgorithm} has the products, {@link ConvInputGradient} the gradient of x, {@link
 * ConvWeightGradient} that of W and b.
 *
 * <p>Behind a pool or a relu most of dz is 0. Images where less than a share of it is other go back
 * through sparse products instead, from those numbers alone.
 */
final class Conv2dOperator implements LayerOperator {
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final ImageShape input;
  private final ImageShape output;
  private final int padding;
  private final int kernelSize;
  private final Activation activation;
  private final ConvolutionAlgorithm windows;
  private final ConvInputGradient inputGradient;
  private final ConvWeightGradient gradient;

  /** Buffers of one thread, kept from image to image. */
  private static final class Scratch {
    private final Buffer image = new Buffer();
    private final Buffer rows = new Buffer();
    private final ImageEntries entries = new ImageEntries();
  }

  private Conv2dOperator(Conv2d layer, ImageShape input, ImageShape output) {
    this.input = input;
    this.output = output;
    int kernel = layer.kernel();
    int stride = layer.stride();
    this.padding = layer.padding();
    this.kernelSize = kernel * kernel * input.channels() * output.channels();
    this.activation = layer.activation();
    this.windows =
        ConvolutionAlgorithm.of(input.padded(padding), kernel, stride, output.channels());
    this.inputGradient = new ConvInputGradient(input, output, kernel, stride, padding);
    this.gradient = new ConvWeightGradient(input, output, kernel, stride, padding);
  }

  static Conv2dOperator of(Conv2d layer, ImageShape input) {
    ImageShape output = ImageShape.of(layer.outputShape(input.toList()), layer.title());
    return new Conv2dOperator(layer, input, output);
  }

  ImageShape input() {
    return input;
  }

  ImageShape output() {
    return output;
  }

  int padding() {
    return padding;
  }

  Activation activation() {
    return activation;
  }

  /** The products of its windows. */
  ConvolutionAlgorithm windows() {
    return windows;
  }

  private int filters() {
    return output.channels();
  }

  @Override
  public void packForForward(PackedLayerWeights weights) {
    float[] packed = weights.forward().of(windows.packedSize());
    windows.pack(weights.values(), weights.offset(), packed);
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    Scratch scratch = SCRATCH.get();
    ImageShape taken = windows.image();
    ImageShape written = windows.output();
    boolean whole = taken.equals(input);
    boolean inPlace = written.equals(output);
    for (int i = from; i < to; i++) {
      float[] image = whole ? x.data() : scratch.image.of(taken.size());
      int at = whole ? x.offset(i) : 0;
      if (!whole) {
        input.place(x.data(), x.offset(i), taken, padding, image);
      }
      float[] rows = inPlace ? y.data() : scratch.rows.of(written.size());
      windows.multiply(image, at, weights.forward().values(), rows, inPlace ? y.offset(i) : 0);
      if (!inPlace) {
        written.copyTop(rows, output, y.data(), y.offset(i));
      }
      KernelChoice.best()
          .addBiasAndActivate(
              activation,
              output.height() * output.width(),
              filters(),
              weights.values(),
              weights.offset() + kernelSize,
              y.data(),
              y.offset(i));
    }
  }

  @Override
  public void packForBackward(PackedLayerWeights weights) {
    inputGradient.pack(weights, SCRATCH.get().rows);
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
    goBack(weights, from, to, x, y, dy, dx, null);
  }

  @Override
  public GradientAccumulator backwardSum(float[] total) {
    ConvWeightGradient.Sum sum = gradient.sum(total, 0);
    return new GradientAccumulator() {
      @Override
      public void add(
          PackedLayerWeights weights,
          int from,
          int to,
          Matrix x,
          Matrix y,
          Matrix dy,
          @Nullable Matrix dx) {
        goBack(weights, from, to, x, y, dy, dx, sum);
      }

      @Override
      public void finish() {
        sum.finish();
      }
    };
  }

  /** One image after the other, all that is to be done with it. */
  private void goBack(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      ConvWeightGradient.@Nullable Sum sum) {
    Scratch scratch = SCRATCH.get();
    for (int i = from; i < to; i++) {
      KernelChoice.best()
          .multiplyByDerivative(
              activation, output.size(), y.data(), y.offset(i), dy.data(), dy.offset(i));
      ImageEntries listed = dx == null ? listed(dy, i, scratch) : sparse(dy, i, scratch);
      if (dx != null && listed != null) {
        inputGradient.setSparse(weights, listed, dy, dx, i, scratch.image);
      } else if (dx != null) {
        inputGradient.set(weights, dy, dx, i, scratch.image, scratch.rows);
      }
      if (sum != null) {
        sum.add(x, dy, i, listed);
      }
    }
  }

  /** The image's entries where sparse products are faster, else null. */
  private @Nullable ImageEntries sparse(Matrix dz, int i, Scratch scratch) {
    return gradient.isSparse(dz, i, scratch.entries) ? scratch.entries : null;
  }

  /** The same where the gradient of the kernel alone is needed. */
  private @Nullable ImageEntries listed(Matrix dz, int i, Scratch scratch) {
    return gradient.isShallow() ? null : sparse(dz, i, scratch);
  }

  @Override
  public int weights() {
    return gradient.weights();
  }

  @Override
  public int gradientBlocks() {
    return 1;
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] total, int offset) {
    Scratch scratch = SCRATCH.get();
    ConvWeightGradient.Sum sum = gradient.sum(total, offset);
    for (int i = from; i < to; i++) {
      sum.add(x, dz, i, listed(dz, i, scratch));
    }
    sum.finish();
  }
}
