package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Windows;
import io.tercet.nn.ImageShape;

/**
 * Direct convolution by matrix products over the image in place: a window's row of pixels is
 * contiguous, so the windows of a row form a matrix with overlapping rows, {@code stride} pixels
 * apart.
 *
 * <pre>
 *   image [h x w x d]      rows of window (r, 0), the next window one pixel further:
 *     . . . . . . .          [ (r, 0)     .. (r, k - 1)     ]   k d numbers, contiguous
 *     [k d  ] . . .          [ (r + 1, 0) .. (r + 1, k - 1) ]   a row of the image further
 *     [k d  ] . . .
 *     y = [windows x k k d] [k k d x f]
 * </pre>
 *
 * <p>At stride 1 all windows of an image are computed in one product; windows across the right edge
 * are computed too and ignored. If the windows of a row fill the tiles of the kernel, outputs are
 * computed row by row instead, without any to ignore. Windows are not copied.
 *
 * @param image shape including padding
 */
record DirectConvolution(ImageShape image, int kernel, int stride, int filters)
    implements ConvolutionAlgorithm {
  /** Windows per kernel tile. */
  private static final int TILE = 8;

  @Override
  public ImageShape output() {
    int windows = windows(image.width());
    return new ImageShape(
        windows(image.height()), windows % TILE == 0 ? windows : pitch(), filters);
  }

  /** Windows from one row to the next if all rows are computed in one product. */
  int pitch() {
    return stride == 1 ? image.width() : windows(image.width());
  }

  private int windows(int size) {
    return (size - kernel) / stride + 1;
  }

  @Override
  public int packedSize() {
    return KernelChoice.best().packedFiltersSize(kernel * kernel * image.channels(), filters);
  }

  @Override
  public void pack(float[] w, int offset, float[] packed) {
    KernelChoice.best().packFilters(kernel * kernel * image.channels(), filters, w, offset, packed);
  }

  @Override
  public void multiply(float[] x, int xAt, float[] packed, float[] y, int yAt) {
    ImageShape output = output();
    int d = image.channels();
    int rows = rowsAtOnce(output.width());
    Windows windows =
        new Windows(windowsAtOnce(rows), stride * d, kernel, image.rowSize(), kernel * d);
    for (int row = 0; row < output.height(); row += rows) {
      int at = xAt + row * stride * image.rowSize();
      int to = yAt + row * output.rowSize();
      KernelChoice.best().convolve(windows, filters, x, at, packed, y, to);
    }
  }

  /**
   * Adds the gradient with respect to the kernel: windows transposed times gradients.
   *
   * @param dz gradients in rows of {@link #pitch} pixels, 0 for ignored windows
   * @param dw [kernel x kernel x channels x filters], starting at {@code wAt}
   */
  void addTransposedTimes(float[] x, int xAt, float[] dz, int dzAt, float[] dw, int wAt) {
    int d = image.channels();
    int depth = kernel * d;
    int rows = rowsAtOnce(pitch());
    int together = windowsAtOnce(rows);
    for (int row = 0; row < windows(image.height()); row += rows) {
      for (int i = 0; i < kernel; i++) {
        KernelChoice.best()
            .multiply(
                depth,
                filters,
                together,
                x,
                xAt + (row * stride + i) * image.rowSize(),
                1,
                stride * d,
                dz,
                dzAt + row * pitch() * filters,
                filters,
                1,
                dw,
                wAt + i * depth * filters,
                filters,
                true);
      }
    }
  }

  /** Number of rows computed in one product. */
  private int rowsAtOnce(int width) {
    return width == image.width() ? image.height() - kernel + 1 : 1;
  }

  /** Number of windows of such a product; those of the last row end with the image. */
  private int windowsAtOnce(int rows) {
    return (rows - 1) * image.width() + windows(image.width());
  }
}
