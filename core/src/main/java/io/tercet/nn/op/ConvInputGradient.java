package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import java.util.Arrays;

/**
 * The gradient of a convolution's input: dx is a convolution of dz, its pixels {@code stride} apart
 * and zeros around them, with the kernel turned round and its channels exchanged. Where most of dz
 * is 0, sparse products from the other numbers alone are faster.
 */
final class ConvInputGradient {
  private final ImageShape input;
  private final ImageShape output;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final ConvolutionAlgorithm spreadWindows;

  ConvInputGradient(ImageShape input, ImageShape output, int kernel, int stride, int padding) {
    this.input = input;
    this.output = output;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.spreadWindows = ConvolutionAlgorithm.of(spreadShape(), kernel, 1, input.channels());
  }

  private int filters() {
    return output.channels();
  }

  private int kernelSize() {
    return kernel * kernel * input.channels() * filters();
  }

  /**
   * Packs the weights for both ways.
   *
   * @param room for the kernel, turned round
   */
  void pack(PackedLayerWeights weights, Buffer room) {
    float[] turned = room.of(kernelSize());
    turn(weights.values(), weights.offset(), turned);
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

  /** The kernel turned round, [kernel x kernel x filters x channels]. */
  private void turn(float[] weights, int offset, float[] turned) {
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

  /**
   * Sets an image's gradient from the numbers of dz other than 0: each adds its filter's kernel to
   * the window it came from.
   *
   * @param room for the image with its padding
   */
  void setSparse(
      PackedLayerWeights weights, ImageEntries listed, Matrix dz, Matrix dx, int i, Buffer room) {
    float[] filtersAsRows = weights.filtersAsRows().values();
    ImageShape padded = input.padded(padding);
    CsrRows entries = listed.byPixels(output, dz.data(), dz.offset(i), padded.width());
    float[] image = padding == 0 ? dx.data() : room.of(padded.size());
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

  /**
   * Sets an image's gradient by the convolution of all of dz.
   *
   * @param spread room for dz with its zeros
   * @param products room for what the convolution makes
   */
  void set(
      PackedLayerWeights weights, Matrix dz, Matrix dx, int i, Buffer spread, Buffer products) {
    float[] image = spread.of(spreadWindows.image().size());
    spread(dz, i, spreadWindows.image(), image);
    ImageShape written = spreadWindows.output();
    float[] rows = products.of(written.size());
    spreadWindows.multiply(image, 0, weights.backward().values(), rows, 0);
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

  /** Rows or columns of the input that some window reaches. */
  private int reached(int size, int windows) {
    return Math.min(size, (windows - 1) * stride + kernel - padding);
  }

  /** The gradient's pixels and what lies between and around them. */
  private ImageShape spreadShape() {
    int height = reached(input.height(), output.height()) + kernel - 1;
    int width = reached(input.width(), output.width()) + kernel - 1;
    return new ImageShape(height, width, filters());
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
}
