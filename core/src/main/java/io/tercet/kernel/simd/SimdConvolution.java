package io.tercet.kernel.simd;

import io.tercet.kernel.Windows;
import java.util.Arrays;

/**
 * Direct convolution. The products of all rows of a window are accumulated in one chain, so that
 * each output is written once:
 *
 * <pre>
 *   for each panel of filters, 2 vectors wide:        [segments x length x 2 vectors] : L2
 *     for eight windows, {@link Windows#stride} apart:  segments of the image, in place : L1
 *       {@link SimdTile#rows}                                                       : registers
 * </pre>
 *
 * <p>A remainder of fewer than eight windows is computed with the eight that end at the last one;
 * some are computed twice, with the same result.
 */
final class SimdConvolution {
  private static final int ROWS = SimdTile.ROWS;
  private static final int COLUMNS = SimdTile.COLUMNS;

  private static final ThreadLocal<float[]> EDGE =
      ThreadLocal.withInitial(() -> new float[ROWS * COLUMNS]);

  private SimdConvolution() {}

  /** Number of floats of packed filters. */
  static int packedSize(int depth, int n) {
    return depth * Math.ceilDiv(n, COLUMNS) * COLUMNS;
  }

  static void pack(int depth, int n, float[] w, int wOffset, float[] packed) {
    SimdProduct.pack(depth, n, w, wOffset, n, 1, packed, 0);
  }

  static void multiply(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset) {
    int rows = Math.min(ROWS, windows.count());
    for (int j = 0; j < n; j += COLUMNS) {
      int panel = j * windows.depth();
      int columns = Math.min(COLUMNS, n - j);
      for (int i = 0; i < windows.count(); i += ROWS) {
        int first = Math.min(i, windows.count() - rows);
        int from = xOffset + first * windows.stride();
        int to = yOffset + first * n + j;
        if (rows == ROWS && columns == COLUMNS) {
          tile(windows, x, from, packed, panel, y, to, n);
        } else {
          edge(rows, columns, windows, x, from, packed, panel, y, to, n);
        }
      }
    }
  }

  private static void tile(
      Windows windows,
      float[] x,
      int from,
      float[] packed,
      int panel,
      float[] y,
      int to,
      int stride) {
    SimdTile.rows(
        windows.segments(),
        windows.length(),
        x,
        from,
        windows.stride(),
        windows.segmentStride(),
        packed,
        panel,
        y,
        to,
        stride,
        false);
  }

  /** The last, narrower panel of filters, or fewer than eight windows in total. */
  private static void edge(
      int rows,
      int columns,
      Windows windows,
      float[] x,
      int from,
      float[] packed,
      int panel,
      float[] y,
      int to,
      int stride) {
    float[] edge = EDGE.get();
    if (rows == ROWS) {
      tile(windows, x, from, packed, panel, edge, 0, COLUMNS);
    }
    for (int row = 0; row < rows; row++) {
      if (rows < ROWS) {
        one(windows, x, from + row * windows.stride(), packed, panel, edge);
      }
      int at = rows < ROWS ? 0 : row * COLUMNS;
      System.arraycopy(edge, at, y, to + row * stride, columns);
    }
  }

  private static void one(
      Windows windows, float[] x, int from, float[] packed, int panel, float[] sums) {
    int length = windows.length();
    Arrays.fill(sums, 0, COLUMNS, 0);
    for (int s = 0; s < windows.segments(); s++) {
      int at = from + s * windows.segmentStride();
      SimdTile.row(length, x, at, 1, packed, panel + s * length * COLUMNS, sums);
    }
  }
}
