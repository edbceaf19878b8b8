package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.Conv2d;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Activation;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forward: z = windows(x) W + b, y = f(z). Backward, with dz = dy f'(y): dx is a convolution of dz,
 * dilated by {@code stride} and padded with zeros, with the rotated filters and exchanged channels.
 * {@link ConvolutionAlgorithm} computes the products, {@link ConvWeightGradient} the gradient of W
 * and b.
 *
 * <p>After a pooling layer or a ReLU most of dz is 0. If the non-zero share of an image is small
 * enough, its backward pass uses sparse products.
 */
final class Conv2dOperator implements LayerOperator {
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final ImageShape input;
  private final ImageShape output;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final Activation activation;
  private final ConvolutionAlgorithm windows;
  private final ConvolutionAlgorithm spreadWindows;
  private final ConvWeightGradient gradient;

  /** Thread-local buffers, reused from image to image. */
  private static final class Scratch {
    private final Buffer image = new Buffer();
    private final Buffer rows = new Buffer();
    private final ImageEntries entries = new ImageEntries();
  }

  private Conv2dOperator(Conv2d layer, ImageShape input, ImageShape output) {
    this.input = input;
    this.output = output;
    this.kernel = layer.kernel();
    this.stride = layer.stride();
    this.padding = layer.padding();
    this.activation = layer.activation();
    this.windows =
        ConvolutionAlgorithm.of(input.padded(padding), kernel, stride, output.channels());
    this.spreadWindows = ConvolutionAlgorithm.of(spreadShape(), kernel, 1, input.channels());
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

  private int kernelSize() {
    return kernel * kernel * input.channels() * filters();
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
              weights.offset() + kernelSize(),
              y.data(),
              y.offset(i));
    }
  }

  @Override
  public void packForBackward(PackedLayerWeights weights) {
    float[] turned = SCRATCH.get().rows.of(kernelSize());
    rotate(weights.values(), weights.offset(), turned);
    spreadWindows.pack(turned, 0, weights.backward().of(spreadWindows.packedSize()));
    float[] filtersAsRows = weights.filtersAsRows().of(kernelSize());
    int depth = kernelSize() / filters();
    for (int i = 0; i < depth; i++) {
      for (int filter = 0; filter < filters(); filter++) {
        filtersAsRows[filter * depth + i] =
            weights.values()[weights.offset() + i * filters() + filter];
      }
    }
  }

  /** The filters rotated by 180 degrees, [kernel x kernel x filters x channels]. */
  private void rotate(float[] weights, int offset, float[] turned) {
    int d = input.channels();
    int f = filters();
    for (int window = 0; window < kernel * kernel; window++) {
      int from = offset + (kernel * kernel - 1 - window) * d * f;
      int to = window * d * f;
      for (int channel = 0; channel < d; channel++) {
        for (int filter = 0; filter < f; filter++) {
          turned[to + filter * d + channel] = weights[from + channel * f + filter];
        }
      }
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
    backwardImages(weights, from, to, x, y, dy, dx, null);
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
        backwardImages(weights, from, to, x, y, dy, dx, sum);
      }

      @Override
      public void finish() {
        sum.finish();
      }
    };
  }

  /** Runs the whole backward pass image by image. */
  private void backwardImages(
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
        sparseInputGradient(weights.filtersAsRows().values(), listed, dy, dx, i, scratch);
      } else if (dx != null) {
        inputGradient(weights.backward().values(), dy, dx, i, scratch);
      }
      if (sum != null) {
        sum.add(x, dy, i, listed);
      }
    }
  }

  /** The non-zero entries of the image if sparse products are faster, else null. */
  private @Nullable ImageEntries sparse(Matrix dz, int i, Scratch scratch) {
    return gradient.isSparse(dz, i, scratch.entries) ? scratch.entries : null;
  }

  /** The same if only the gradient of the filters is needed. */
  private @Nullable ImageEntries listed(Matrix dz, int i, Scratch scratch) {
    return gradient.isShallow() ? null : sparse(dz, i, scratch);
  }

  /** Each non-zero gradient adds its filter, scaled, to the window it came from. */
  private void sparseInputGradient(
      float[] filtersAsRows, ImageEntries listed, Matrix dz, Matrix dx, int i, Scratch scratch) {
    ImageShape padded = input.padded(padding);
    CsrRows entries = listed.byPixels(output, dz.data(), dz.offset(i), padded.width());
    float[] image = padding == 0 ? dx.data() : scratch.image.of(padded.size());
    int at = padding == 0 ? dx.offset(i) : 0;
    Arrays.fill(image, at, at + padded.size(), 0);
    int depth = kernel * input.channels();
    for (int row = 0; row < kernel; row++) {
      KernelChoice.best()
          .addSparse(
              entries,
              0,
              entries.rows(),
              depth,
              filtersAsRows,
              row * depth,
              kernel * depth,
              image,
              at + row * padded.rowSize(),
              input.channels());
    }
    for (int row = 0; row < input.height() && padding > 0; row++) {
      System.arraycopy(
          image,
          (row + padding) * padded.rowSize() + padding * input.channels(),
          dx.data(),
          dx.offset(i) + row * input.rowSize(),
          input.rowSize());
    }
  }

  private void inputGradient(float[] turned, Matrix dz, Matrix dx, int i, Scratch scratch) {
    float[] image = scratch.image.of(spreadWindows.image().size());
    spread(dz, i, spreadWindows.image(), image);
    ImageShape written = spreadWindows.output();
    float[] rows = scratch.rows.of(written.size());
    spreadWindows.multiply(image, 0, turned, rows, 0);
    int height = reached(input.height(), output.height());
    int width = reached(input.width(), output.width());
    int at = dx.offset(i);
    if (height < input.height() || width < input.width()) {
      Arrays.fill(dx.data(), at, at + input.size(), 0);
    }
    int size = width * input.channels();
    for (int row = 0; row < height; row++) {
      System.arraycopy(rows, row * written.rowSize(), dx.data(), at + row * input.rowSize(), size);
    }
  }

  /** Number of rows or columns of the input that are covered by some window. */
  private int reached(int size, int windows) {
    return Math.min(size, (windows - 1) * stride + kernel - padding);
  }

  /** Shape of the dilated and padded gradient. */
  private ImageShape spreadShape() {
    int height = reached(input.height(), output.height()) + kernel - 1;
    int width = reached(input.width(), output.width()) + kernel - 1;
    return new ImageShape(height, width, filters());
  }

  /** Dilates the gradient by {@code stride} and pads it with zeros. */
  private void spread(Matrix dz, int i, ImageShape spread, float[] image) {
    int f = filters();
    int border = kernel - 1 - padding;
    Arrays.fill(image, 0, spread.size(), 0);
    for (int row = 0; row < output.height(); row++) {
      int from = dz.offset(i) + row * output.rowSize();
      int to = (row * stride + border) * spread.rowSize() + border * f;
      if (stride == 1) {
        System.arraycopy(dz.data(), from, image, to, output.rowSize());
        continue;
      }
      for (int column = 0; column < output.width(); column++) {
        System.arraycopy(dz.data(), from + column * f, image, to + column * stride * f, f);
      }
    }
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
