package io.tercet.nn;

import io.tercet.math.Kernels;
import io.tercet.math.Windows;

/**
 * The arithmetic of convolutions, one image at a time, as matrix products over the image where it
 * lies: a window's row of pixels is contiguous in it, and so the windows of a row are the rows of a
 * matrix that overlap, {@code stride} pixels apart.
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
 * right edge are computed too, and skipped when the outputs are read; results are thus rows of
 * {@code pitch} pixels of which the first ones count. Where a row's windows fill the kernels'
 * tiles, outputs come row by row instead, and all of them count. Windows are not copied.
 */
final class Convolution {
  /** Windows that a kernel takes at once. */
  private static final int TILE = 8;

  private Convolution() {}

  /** Pixels of a row of outputs. */
  static int outputPitch(ImageShape image, int kernel, int stride) {
    int windows = windows(image.width(), kernel, stride);
    return windows % TILE == 0 ? windows : gradientPitch(image, kernel, stride);
  }

  /** Pixels of a row of the gradients with respect to the outputs. */
  static int gradientPitch(ImageShape image, int kernel, int stride) {
    return stride == 1 ? image.width() : windows(image.width(), kernel, stride);
  }

  private static int windows(int size, int kernel, int stride) {
    return (size - kernel) / stride + 1;
  }

  /**
   * y = an image's windows times the kernel.
   *
   * @param image shape of x, padding included
   * @param x the image from {@code xAt} on
   * @param packed kernel [kernel x kernel x channels x filters], packed by {@link
   *     Kernels#packWindowKernel}
   * @param y receives rows of {@link #outputPitch} pixels with {@code filters} numbers, from {@code
   *     yAt} on
   */
  static void windowsTimesKernel(
      ImageShape image,
      float[] x,
      int xAt,
      int kernel,
      int stride,
      float[] packed,
      int filters,
      float[] y,
      int yAt) {
    int d = image.channels();
    int pitch = outputPitch(image, kernel, stride);
    int rows = rowsAtOnce(image, kernel, pitch);
    int together = windowsAtOnce(image, kernel, stride, rows);
    Windows windows = new Windows(together, stride * d, kernel, image.rowSize(), kernel * d);
    int outputRows = windows(image.height(), kernel, stride);
    for (int row = 0; row < outputRows; row += rows) {
      int at = xAt + row * stride * image.rowSize();
      int to = yAt + row * pitch * filters;
      Kernels.get().multiplyWindows(windows, filters, x, at, packed, y, to);
    }
  }

  /**
   * Adds the gradient with respect to the kernel: windows transposed times gradients.
   *
   * @param dz gradients in rows of {@link #gradientPitch} pixels, 0 in those that do not count
   * @param dw [kernel x kernel x channels x filters] from {@code wAt} on
   */
  static void addWindowsTimesGradients(
      ImageShape image,
      float[] x,
      int xAt,
      int kernel,
      int stride,
      float[] dz,
      int filters,
      float[] dw,
      int wAt) {
    Kernels kernels = Kernels.get();
    int d = image.channels();
    int depth = kernel * d;
    int pitch = gradientPitch(image, kernel, stride);
    int rows = rowsAtOnce(image, kernel, pitch);
    int together = windowsAtOnce(image, kernel, stride, rows);
    int outputRows = windows(image.height(), kernel, stride);
    for (int row = 0; row < outputRows; row += rows) {
      for (int i = 0; i < kernel; i++) {
        kernels.multiply(
            depth,
            filters,
            together,
            x,
            xAt + (row * stride + i) * image.rowSize(),
            1,
            stride * d,
            dz,
            row * pitch * filters,
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
  private static int rowsAtOnce(ImageShape image, int kernel, int pitch) {
    return pitch == image.width() ? image.height() - kernel + 1 : 1;
  }

  /** The last row's windows end with the image. */
  private static int windowsAtOnce(ImageShape image, int kernel, int stride, int rows) {
    return (rows - 1) * image.width() + windows(image.width(), kernel, stride);
  }
}
