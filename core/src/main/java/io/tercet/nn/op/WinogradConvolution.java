package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;

/**
 * Winograd convolution with 3 x 3 filters in tiles of 2 x 2 outputs, with 16 instead of 36 products
 * per tile (Lavin and Gray 2016). Odd numbers of windows are rounded up.
 *
 * @param image shape including padding, height and width even
 */
record WinogradConvolution(ImageShape image, int filters) implements ConvolutionAlgorithm {
  private static final int KERNEL = 3;

  /** Products per tile, channel and filter. */
  private static final int TILE_PRODUCTS = 16;

  /** Maximum ratio of products to those of direct convolution at which this algorithm is faster. */
  private static final double MAX_PRODUCT_RATIO = 0.65;

  static boolean suits(ImageShape image, int kernel, int stride, int filters) {
    if (kernel != KERNEL || stride != 1 || image.channels() % 16 != 0 || filters % 32 != 0) {
      return false;
    }
    int rows = image.height() - KERNEL + 1;
    int columns = image.width() - KERNEL + 1;
    double direct = (double) rows * columns * KERNEL * KERNEL;
    double tiles = (double) Math.ceilDiv(rows, 2) * Math.ceilDiv(columns, 2);
    return tiles * TILE_PRODUCTS < MAX_PRODUCT_RATIO * direct;
  }

  static WinogradConvolution of(ImageShape image, int filters) {
    ImageShape even =
        new ImageShape(
            image.height() + image.height() % 2,
            image.width() + image.width() % 2,
            image.channels());
    return new WinogradConvolution(even, filters);
  }

  @Override
  public ImageShape output() {
    return new ImageShape(image.height() - KERNEL + 1, image.width() - KERNEL + 1, filters);
  }

  @Override
  public int packedSize() {
    return KernelChoice.best().packedWinogradFiltersSize(image.channels(), filters);
  }

  @Override
  public void pack(float[] w, int offset, float[] packed) {
    KernelChoice.best().packWinogradFilters(image.channels(), filters, w, offset, packed);
  }

  @Override
  public void multiply(float[] x, int xAt, float[] packed, float[] y, int yAt) {
    int rows = image.height() / 2 - 1;
    int columns = image.width() / 2 - 1;
    KernelChoice.best()
        .convolveWinograd(rows, columns, image.channels(), filters, x, xAt, packed, y, yAt);
  }
}
