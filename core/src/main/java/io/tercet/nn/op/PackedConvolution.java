package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.TileGrid;
import io.tercet.kernel.WindowList;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;

/**
 * A convolution of inference, with its bias and activation, and the 2 x 2 pool behind it where
 * there is one: only the pixels that the pool keeps are written. The sums are those of {@link
 * Conv2dOperator}, bit by bit.
 */
final class PackedConvolution implements InferenceLayer {
  /** Windows listed at most; more are gone through a few rows of outputs at a time. */
  private static final int LISTED = 4096;

  private final ImageShape input;
  private final ImageShape output;
  private final int padding;
  private final ImageShape image;
  private final Activation activation;
  private final float[] packed;
  private final float[] bias;
  private final Product product;

  /** The arithmetic for one image. */
  private interface Product {
    int scratch();

    void multiply(float[] x, int xAt, float[] y, int yAt, float[] scratch);
  }

  private PackedConvolution(Conv2dOperator layer, PackedLayerWeights weights, boolean pooled) {
    this.input = layer.input();
    this.padding = layer.padding();
    this.activation = layer.activation();
    this.output = pooled ? halved(layer.output()) : layer.output();
    ConvolutionAlgorithm windows = layer.windows();
    this.packed = new float[windows.packedSize()];
    windows.pack(weights.values(), weights.offset(), packed);
    this.bias = new float[output.channels()];
    System.arraycopy(
        weights.values(), weights.offset() + layer.weights() - bias.length, bias, 0, bias.length);
    switch (windows) {
      case DirectConvolution direct -> {
        this.image = direct.image();
        this.product = direct(direct, pooled);
      }
      case WinogradConvolution tiles -> {
        this.image = pooled ? input.padded(padding) : tiles.image();
        this.product = tiles(layer.output(), pooled);
      }
    }
  }

  /**
   * A convolution alone.
   *
   * @param weights of the layer
   */
  static PackedConvolution of(Conv2dOperator layer, PackedLayerWeights weights) {
    return new PackedConvolution(layer, weights, false);
  }

  /** A convolution and the largest of each 2 x 2 of its outputs, where {@link #poolsWith} holds. */
  static PackedConvolution pooled(Conv2dOperator layer, PackedLayerWeights weights) {
    return new PackedConvolution(layer, weights, true);
  }

  /**
   * Whether a pool behind it can be computed with it: sums may be compared before the activation.
   */
  static boolean poolsWith(Conv2dOperator layer, MaxPoolOperator pool) {
    return pool.size() == 2
        && (layer.activation() == Activation.RELU || layer.activation() == Activation.LINEAR);
  }

  private static ImageShape halved(ImageShape shape) {
    return new ImageShape(shape.height() / 2, shape.width() / 2, shape.channels());
  }

  ImageShape output() {
    return output;
  }

  private Product tiles(ImageShape all, boolean pooled) {
    TileGrid grid =
        new TileGrid(
            pooled ? output.height() : Math.ceilDiv(all.height(), 2),
            pooled ? output.width() : Math.ceilDiv(all.width(), 2),
            image.channels(),
            output.channels(),
            image.rowSize(),
            output.height(),
            output.width(),
            pooled);
    return new Product() {
      @Override
      public int scratch() {
        return KernelChoice.best().winogradScratch(grid);
      }

      @Override
      public void multiply(float[] x, int xAt, float[] y, int yAt, float[] scratch) {
        KernelChoice.best()
            .convolveWinogradFused(grid, x, xAt, packed, bias, 0, activation, y, yAt, scratch);
      }
    };
  }

  private Product direct(DirectConvolution windows, boolean pooled) {
    int side = pooled ? 2 : 1;
    int perRow = output.width() * side * side;
    int rows = Math.clamp(LISTED / perRow, 1, output.height());
    int d = image.channels();
    int stride = windows.stride();
    int[] starts = new int[rows * perRow];
    for (int i = 0; i < starts.length; i++) {
      int place = i % (side * side);
      int row = i / perRow * side + place / side;
      int column = i % perRow / (side * side) * side + place % side;
      starts[i] = row * stride * image.rowSize() + column * stride * d;
    }
    WindowList list =
        new WindowList(
            starts, side * side, windows.kernel(), image.rowSize(), windows.kernel() * d);
    int imageRows = side * stride * image.rowSize();
    return new Product() {
      @Override
      public int scratch() {
        return KernelChoice.best().convolutionScratch();
      }

      @Override
      public void multiply(float[] x, int xAt, float[] y, int yAt, float[] scratch) {
        int filters = output.channels();
        for (int row = 0; row < output.height(); row += rows) {
          int count = Math.min(rows, output.height() - row) * perRow;
          int from = xAt + row * imageRows;
          int to = yAt + row * output.rowSize();
          KernelChoice.best()
              .convolveFused(
                  list, count, filters, x, from, packed, bias, 0, activation, y, to, scratch);
        }
      }
    };
  }

  @Override
  public InferenceBuffers.Sizes buffers() {
    return new InferenceBuffers.Sizes(
        product.scratch(), image.equals(input) ? 0 : image.size(), 0, 0);
  }

  @Override
  public void forward(Matrix x, int count, Matrix y, InferenceBuffers buffers) {
    for (int i = 0; i < count; i++) {
      forward(x.data(), x.offset(i), y.data(), y.offset(i), buffers);
    }
  }

  /** One image. */
  void forward(float[] x, int xAt, float[] y, int yAt, InferenceBuffers buffers) {
    if (image.equals(input)) {
      product.multiply(x, xAt, y, yAt, buffers.kernel());
    } else {
      input.place(x, xAt, image, padding, buffers.image());
      product.multiply(buffers.image(), 0, y, yAt, buffers.kernel());
    }
  }
}
