package io.tercet.nn;

import io.tercet.math.Activation;
import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.SparseRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forward: z = windows(x) W + b, y = f(z). Backward, with dz = dy f'(y): dW = windows(x)^T dz, db =
 * sums of dz, and dx is a convolution of dz, its pixels {@code stride} apart and zeros around them,
 * with the kernel turned round and its channels exchanged. {@link Convolution} has the products.
 *
 * <p>Behind a pool or a relu most of dz is 0. Images where less than {@value #SPARSE_BELOW} of it
 * is other go back through sparse products instead, from those numbers alone.
 */
record Conv2dOperator(
    ImageShape input, ImageShape output, int kernel, int stride, int padding, Activation activation)
    implements LayerOperator {

  /** Share of gradients other than 0 below which sparse products are faster. */
  private static final double SPARSE_BELOW = 0.35;

  /** Numbers of a row of a window below which windows are copied for the kernel's gradient. */
  private static final int SHALLOW_BELOW = 16;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** Buffers of one thread, kept from image to image. */
  private static final class Scratch {
    private final Buffer image = new Buffer();
    private final Buffer rows = new Buffer();
    private final Buffer turned = new Buffer();
    private final Buffer byFilters = new Buffer();
    private final Buffer packed = new Buffer();
    private final ImageEntries entries = new ImageEntries();
  }

  /** Grows to what is asked for. */
  private static final class Buffer {
    private float[] values = new float[0];

    float[] of(int size) {
      values = values.length < size ? new float[size] : values;
      return values;
    }
  }

  static Conv2dOperator of(Conv2d layer, ImageShape input) {
    return new Conv2dOperator(
        input,
        ImageShape.of(layer.outputShape(input.toList()), layer.title()),
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        layer.activation());
  }

  private int filters() {
    return output.channels();
  }

  private int kernelSize() {
    return kernel * kernel * input.channels() * filters();
  }

  private ImageShape padded() {
    return new ImageShape(
        input.height() + 2 * padding, input.width() + 2 * padding, input.channels());
  }

  @Override
  public void forward(
      float[] weights, int offset, Matrix x, int from, int to, Matrix y, RowNoise noise) {
    Scratch scratch = SCRATCH.get();
    ImageShape padded = padded();
    int pitch = Convolution.outputPitch(padded, kernel, stride);
    boolean inPlace = pitch == output.width();
    float[] packed = pack(input.channels(), filters(), weights, offset, scratch);
    for (int i = from; i < to; i++) {
      float[] rows = inPlace ? y.data() : scratch.rows.of(output.height() * pitch * filters());
      int rowsAt = inPlace ? y.offset(i) : 0;
      float[] image = padding == 0 ? x.data() : pad(x, i, scratch.image.of(padded.size()));
      int at = padding == 0 ? x.offset(i) : 0;
      Convolution.windowsTimesKernel(
          padded, image, at, kernel, stride, packed, filters(), rows, rowsAt);
      if (!inPlace) {
        copyRows(rows, 0, pitch * filters(), y.data(), y.offset(i), output.rowSize());
      }
      Kernels.get()
          .addBiasAndActivate(
              activation,
              output.height() * output.width(),
              filters(),
              weights,
              offset + kernelSize(),
              y.data(),
              y.offset(i));
    }
  }

  /** A kernel [kernel x kernel x channels x filters] as {@link Convolution} takes it. */
  private float[] pack(int channels, int filters, float[] w, int offset, Scratch scratch) {
    int depth = kernel * kernel * channels;
    float[] packed = scratch.packed.of(Kernels.get().packedWindowKernelSize(depth, filters));
    Kernels.get().packWindowKernel(depth, filters, w, offset, packed);
    return packed;
  }

  /** As many numbers of each of the output's rows as the shorter of the two has. */
  private void copyRows(float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
    int count = Math.min(fromRow, toRow);
    for (int row = 0; row < output.height(); row++) {
      System.arraycopy(from, fromAt + row * fromRow, to, toAt + row * toRow, count);
    }
  }

  /** An image with zeros around it. */
  private float[] pad(Matrix x, int i, float[] image) {
    ImageShape padded = padded();
    Arrays.fill(image, 0, padded.size(), 0);
    for (int row = 0; row < input.height(); row++) {
      System.arraycopy(
          x.data(),
          x.offset(i) + row * input.rowSize(),
          image,
          (row + padding) * padded.rowSize() + padding * input.channels(),
          input.rowSize());
    }
    return image;
  }

  @Override
  public void backward(
      float[] weights,
      int offset,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      RowNoise noise) {
    int count = (to - from) * output.size();
    int at = from * output.size();
    Kernels.get().multiplyByDerivative(activation, count, y.data(), at, dy.data(), at);
    if (dx == null) {
      return;
    }
    Scratch scratch = SCRATCH.get();
    float[] byFilters = null;
    float[] turned = null;
    for (int i = from; i < to; i++) {
      if (isSparse(dy, i, scratch)) {
        byFilters = byFilters == null ? byFilters(weights, offset, scratch) : byFilters;
        sparseInputGradient(byFilters, dy, dx, i, scratch);
      } else {
        turned = turned == null ? turn(weights, offset, scratch) : turned;
        inputGradient(turned, dy, dx, i, scratch);
      }
    }
  }

  /** The kernel by filters, [filters x kernel x kernel x channels]. */
  private float[] byFilters(float[] weights, int offset, Scratch scratch) {
    float[] byFilters = scratch.byFilters.of(kernelSize());
    transpose(kernelSize() / filters(), filters(), weights, offset, byFilters, 0, false);
    return byFilters;
  }

  /** Whether sparse products are faster; the image's entries are listed then. */
  private boolean isSparse(Matrix dz, int i, Scratch scratch) {
    return stride == 1
        && output.height() * padded().width() <= SparseRows.MAX_COLUMNS
        && scratch.entries.list(output, dz.data(), dz.offset(i)) < SPARSE_BELOW * output.size();
  }

  /** b[j, i] = a[i, j], or is added to it. */
  private static void transpose(
      int rows, int columns, float[] a, int aOffset, float[] b, int bOffset, boolean add) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = bOffset + j * rows + i;
        float entry = a[aOffset + i * columns + j];
        b[at] = add ? b[at] + entry : entry;
      }
    }
  }

  /** Each gradient other than 0 adds its filter's kernel to the window it came from. */
  private void sparseInputGradient(
      float[] byFilters, Matrix dz, Matrix dx, int i, Scratch scratch) {
    ImageShape padded = padded();
    SparseRows entries = scratch.entries.byPixels(output, dz.data(), dz.offset(i), padded.width());
    float[] image = padding == 0 ? dx.data() : scratch.image.of(padded.size());
    int at = padding == 0 ? dx.offset(i) : 0;
    Arrays.fill(image, at, at + padded.size(), 0);
    int depth = kernel * input.channels();
    for (int row = 0; row < kernel; row++) {
      Kernels.get()
          .addSparse(
              entries,
              0,
              entries.rows(),
              depth,
              byFilters,
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

  /** The kernel turned round, [kernel x kernel x filters x channels], packed. */
  private float[] turn(float[] weights, int offset, Scratch scratch) {
    int d = input.channels();
    int f = filters();
    float[] turned = scratch.turned.of(kernelSize());
    for (int window = 0; window < kernel * kernel; window++) {
      int from = offset + (kernel * kernel - 1 - window) * d * f;
      int to = window * d * f;
      for (int channel = 0; channel < d; channel++) {
        for (int filter = 0; filter < f; filter++) {
          turned[to + filter * d + channel] = weights[from + channel * f + filter];
        }
      }
    }
    return pack(f, d, turned, 0, scratch);
  }

  private void inputGradient(float[] turned, Matrix dz, Matrix dx, int i, Scratch scratch) {
    int d = input.channels();
    int height = reached(input.height(), output.height());
    int width = reached(input.width(), output.width());
    ImageShape spread = new ImageShape(height + kernel - 1, width + kernel - 1, filters());
    float[] image = scratch.image.of(spread.size());
    spread(dz, i, spread, image);
    int pitch = Convolution.outputPitch(spread, kernel, 1);
    float[] rows = scratch.rows.of(height * pitch * d);
    Convolution.windowsTimesKernel(spread, image, 0, kernel, 1, turned, d, rows, 0);
    int at = dx.offset(i);
    if (height < input.height() || width < input.width()) {
      Arrays.fill(dx.data(), at, at + input.size(), 0);
    }
    for (int row = 0; row < height; row++) {
      System.arraycopy(rows, row * pitch * d, dx.data(), at + row * input.rowSize(), width * d);
    }
  }

  /** Rows or columns of the input that some window reaches. */
  private int reached(int size, int windows) {
    return Math.min(size, (windows - 1) * stride + kernel - padding);
  }

  /** The gradient's pixels {@code stride} apart, with zeros between and around them. */
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
    return kernelSize() + filters();
  }

  @Override
  public int gradientBlocks() {
    return 1;
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    Scratch scratch = SCRATCH.get();
    ImageShape padded = padded();
    int pitch = Convolution.gradientPitch(padded, kernel, stride);
    Arrays.fill(gradient, offset, offset + weights(), 0);
    int bias = offset + kernelSize();
    int pixels = output.height() * output.width();
    float[] byFilters = scratch.byFilters.of(kernelSize());
    Arrays.fill(byFilters, 0, kernelSize(), 0);
    for (int i = from; i < to; i++) {
      float[] image = padding == 0 ? x.data() : pad(x, i, scratch.image.of(padded.size()));
      int at = padding == 0 ? x.offset(i) : 0;
      if (kernel * input.channels() < SHALLOW_BELOW) {
        addShallowGradient(image, at, dz, i, gradient, offset, scratch);
      } else if (isSparse(dz, i, scratch)) {
        addSparseGradient(image, at, dz, i, byFilters, scratch);
      } else {
        float[] rows = withPitch(dz, i, pitch, scratch);
        Convolution.addWindowsTimesGradients(
            padded, image, at, kernel, stride, rows, filters(), gradient, offset);
      }
      Kernels.get()
          .addColumnSums(pixels, filters(), dz.data(), dz.offset(i), filters(), gradient, bias);
    }
    transpose(filters(), kernelSize() / filters(), byFilters, 0, gradient, offset, true);
  }

  /**
   * Of few channels, windows are so small that a product for each of their rows would take one
   * vector of them or less; copied side by side, they make one product.
   */
  private void addShallowGradient(
      float[] image, int at, Matrix dz, int i, float[] gradient, int offset, Scratch scratch) {
    int depth = kernelSize() / filters();
    int pixels = output.height() * output.width();
    float[] windows = scratch.rows.of(pixels * depth);
    copyWindows(image, at, windows);
    Kernels.get()
        .multiply(
            depth,
            filters(),
            pixels,
            windows,
            0,
            1,
            depth,
            dz.data(),
            dz.offset(i),
            filters(),
            1,
            gradient,
            offset,
            filters(),
            true);
  }

  /** [windows x kernel x kernel x channels]. */
  private void copyWindows(float[] image, int at, float[] windows) {
    int rowSize = padded().rowSize();
    int length = kernel * input.channels();
    int next = 0;
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        int window = at + row * stride * rowSize + column * stride * input.channels();
        for (int r = 0; r < kernel; r++) {
          System.arraycopy(image, window + r * rowSize, windows, next, length);
          next += length;
        }
      }
    }
  }

  /** A gradient's rows with as many pixels as the image's, those that do not count 0. */
  private float[] withPitch(Matrix dz, int i, int pitch, Scratch scratch) {
    int size = output.height() * pitch * filters();
    float[] rows = scratch.rows.of(size);
    if (pitch > output.width()) {
      Arrays.fill(rows, 0, size, 0);
    }
    copyRows(dz.data(), dz.offset(i), output.rowSize(), rows, 0, pitch * filters());
    return rows;
  }

  /** Each gradient other than 0 adds the window it came from to its filter's kernel. */
  private void addSparseGradient(
      float[] image, int at, Matrix dz, int i, float[] byFilters, Scratch scratch) {
    ImageShape padded = padded();
    SparseRows entries =
        scratch.entries.byChannels(output, dz.data(), dz.offset(i), padded.width());
    int depth = kernel * input.channels();
    for (int row = 0; row < kernel; row++) {
      Kernels.get()
          .addSparse(
              entries,
              0,
              filters(),
              depth,
              image,
              at + row * padded.rowSize(),
              input.channels(),
              byFilters,
              row * depth,
              kernel * depth);
    }
  }
}
