package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution with respect to its filters and bias: dW = windows(x)^T dz, db =
 * sums of dz. There are three algorithms for dW: sparse products if dz is mostly 0, a single
 * product over copied windows (im2col) if windows are small, else one product per row of the
 * windows.
 */
final class ConvWeightGradient {
  /** Non-zero share of gradients below which sparse products are faster. */
  private static final double SPARSE_BELOW = 0.35;

  /** Values per row of a window below which windows are copied. */
  private static final int SHALLOW_BELOW = 16;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final ImageShape input;
  private final ImageShape padded;
  private final ImageShape output;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final DirectConvolution windows;

  /**
   * Buffer for sums of sparse products; thread-local, since several layers may run at the same
   * time.
   */
  private final ThreadLocal<Buffer> sums = ThreadLocal.withInitial(Buffer::new);

  /** Thread-local buffers, reused from image to image. */
  private static final class Scratch {
    private final Buffer image = new Buffer();
    private final Buffer rows = new Buffer();
  }

  ConvWeightGradient(ImageShape input, ImageShape output, int kernel, int stride, int padding) {
    this.input = input;
    this.padded = input.padded(padding);
    this.output = output;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.windows = new DirectConvolution(padded, kernel, stride, output.channels());
  }

  private int filters() {
    return output.channels();
  }

  /** Number of values of a window. */
  private int depth() {
    return kernel * kernel * input.channels();
  }

  int weights() {
    return (depth() + 1) * filters();
  }

  /** Whether sparse products are faster; if so, lists the image's entries. */
  boolean isSparse(Matrix dz, int i, ImageEntries entries) {
    return stride == 1
        && output.height() * padded.width() <= CsrRows.MAX_COLUMNS
        && entries.list(output, dz.data(), dz.offset(i)) < SPARSE_BELOW * output.size();
  }

  /** Whether windows are copied, regardless of dz. */
  boolean isShallow() {
    return kernel * input.channels() < SHALLOW_BELOW;
  }

  /** Starts an accumulation at {@code offset}; one at a time per thread. */
  Sum sum(float[] gradient, int offset) {
    Arrays.fill(gradient, offset, offset + weights(), 0);
    return new Sum(gradient, offset);
  }

  /** Accumulates the gradient over images. */
  final class Sum {
    private final float[] gradient;
    private final int offset;
    private final Scratch scratch = SCRATCH.get();
    private float @Nullable [] filtersAsRows;

    private Sum(float[] gradient, int offset) {
      this.gradient = gradient;
      this.offset = offset;
    }

    /**
     * Adds image i.
     *
     * @param listed entries of dz if {@link #isSparse}, else null
     */
    void add(Matrix x, Matrix dz, int i, @Nullable ImageEntries listed) {
      float[] image = padding == 0 ? x.data() : scratch.image.of(padded.size());
      int at = padding == 0 ? x.offset(i) : 0;
      if (padding > 0) {
        input.place(x.data(), x.offset(i), padded, padding, image);
      }
      if (isShallow()) {
        addShallow(image, at, dz, i, gradient, offset, scratch);
      } else if (listed != null) {
        filtersAsRows = filtersAsRows == null ? cleared(sums.get()) : filtersAsRows;
        addSparse(image, at, dz, i, listed, filtersAsRows);
      } else {
        boolean inPlace = windows.pitch() == output.width();
        float[] rows = inPlace ? dz.data() : withPitch(dz, i, scratch);
        int rowsAt = inPlace ? dz.offset(i) : 0;
        windows.addTransposedTimes(image, at, rows, rowsAt, gradient, offset);
      }
      int pixels = output.height() * output.width();
      int bias = offset + depth() * filters();
      KernelChoice.best()
          .addColumnSums(pixels, filters(), dz.data(), dz.offset(i), filters(), gradient, bias);
    }

    /** Completes the gradient; to be called once, after the last image. */
    void finish() {
      if (filtersAsRows != null) {
        addTransposed(filtersAsRows, gradient, offset);
      }
    }
  }

  private float[] cleared(Buffer buffer) {
    int size = depth() * filters();
    float[] values = buffer.of(size);
    Arrays.fill(values, 0, size, 0);
    return values;
  }

  private void addTransposed(float[] filtersAsRows, float[] gradient, int offset) {
    for (int filter = 0; filter < filters(); filter++) {
      for (int i = 0; i < depth(); i++) {
        gradient[offset + i * filters() + filter] += filtersAsRows[filter * depth() + i];
      }
    }
  }

  /**
   * With few channels, a row of a window is no longer than a vector, so a product per row would be
   * inefficient; copied windows make a single product.
   */
  private void addShallow(
      float[] image, int at, Matrix dz, int i, float[] gradient, int offset, Scratch scratch) {
    int pixels = output.height() * output.width();
    float[] copied = scratch.rows.of(pixels * depth());
    copyWindows(image, at, copied);
    KernelChoice.best()
        .multiply(
            depth(),
            filters(),
            pixels,
            copied,
            0,
            1,
            depth(),
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
  private void copyWindows(float[] image, int at, float[] copied) {
    int length = kernel * input.channels();
    int next = 0;
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        int window = at + row * stride * padded.rowSize() + column * stride * input.channels();
        for (int r = 0; r < kernel; r++) {
          System.arraycopy(image, window + r * padded.rowSize(), copied, next, length);
          next += length;
        }
      }
    }
  }

  /** The gradient with rows padded with zeros to the pitch of the product. */
  private float[] withPitch(Matrix dz, int i, Scratch scratch) {
    ImageShape wider = new ImageShape(output.height(), windows.pitch(), filters());
    float[] rows = scratch.rows.of(wider.size());
    output.place(dz.data(), dz.offset(i), wider, 0, rows);
    return rows;
  }

  /** Each non-zero gradient adds its window, scaled, to the gradient of its filter. */
  private void addSparse(
      float[] image, int at, Matrix dz, int i, ImageEntries listed, float[] filtersAsRows) {
    CsrRows entries = listed.byChannels(output, dz.data(), dz.offset(i), padded.width());
    int length = kernel * input.channels();
    for (int row = 0; row < kernel; row++) {
      KernelChoice.best()
          .addSparse(
              entries,
              0,
              filters(),
              length,
              image,
              at + row * padded.rowSize(),
              input.channels(),
              filtersAsRows,
              row * length,
              depth());
    }
  }
}
