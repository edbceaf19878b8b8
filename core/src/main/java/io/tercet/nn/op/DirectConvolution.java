package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Windows;
import io.tercet.nn.ImageShape;

/**
 * All products, as matrix products over the image where it lies: a window's row of pixels is
 * contiguous in it, and so the windows of a row are the rows of a matrix that overlap, {@code
 * stride} pixels apart.
 *
 * <pre>
 *   image [h x w x d]      rows of window (r, 0), the next window one pixel further:
 *     . . . . . . .          [ (r, 0)     .. (r, k - 1)     ]   k d numbers, contiguous
 *     [k d  ] . . .          [ (r + 1, 0) .. (r + 1, k - 1) ]   a row of the image further
 *     [k d  ] . . .
 *     y = [windows x k k d] [k k d x f]
 * </pre>
 *
 * <p>At stride 1 all windows of an image go through one product: windows that would lie across its
 * right edge are computed too, and do not count. Where a row's windows fill the kernels' tiles,
 * outputs come row by row instead, and all of them count. Windows are not copied.
 *
 * @param image padding included
 */
record DirectConvolution(ImageShape image, int kernel, int stride, int filters)
    implements ConvolutionAlgorithm {
  /** Windows that a kernel takes at once. */
  private static final int TILE = 8;

  @Override
  public ImageShape output() {
    int windows = windows(image.width());
    return new ImageShape(
        windows(image.height()), windows % TILE == 0 ? windows : pitch(), filters);
  }

  /** Windows from one row to the next, where all rows are one. */
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
   * @param dz gradients in rows of {@link #pitch} pixels, 0 in those that do not count
   * @param dw [kernel x kernel x channels x filters] from {@code wAt} on
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

  /** All rows are one, where each is as long as the image's. */
  private int rowsAtOnce(int width) {
    return width == image.width() ? image.height() - kernel + 1 : 1;
  }

  /** The last row's windows end with the image. */
  private int windowsAtOnce(int rows) {
    return (rows - 1) * image.width() + windows(image.width());
  }
}
