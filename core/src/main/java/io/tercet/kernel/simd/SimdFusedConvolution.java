package io.tercet.kernel.simd;

import io.tercet.kernel.WindowList;
import io.tercet.tensor.Activation;

/**
 * A convolution or a dense layer of inference, with bias, activation and pooling at once: sums of a
 * few windows go to a buffer of a kilobyte, and from there, the largest of each group alone, to the
 * outputs.
 *
 * <pre>
 *   for each panel of the kernel, 2 vectors wide                                      : L2
 *     for eight windows                             {@link SimdRowTiles}                : registers
 *       sums [8 x 2 vectors]                                                          : L1
 *       y = max(max of a group + bias, floor)
 * </pre>
 *
 * <p>Rounding is monotonic, so the largest sum plus the bias is the largest of the sums plus the
 * bias, bit by bit.
 */
final class SimdFusedConvolution {
  private static final int COLUMNS = SimdTile.COLUMNS;
  private static final int ROWS = SimdTile.ROWS;
  private static final int NINE = 9;
  private static final int FIVE = 5;
  private static final int FOUR = 4;

  private SimdFusedConvolution() {}

  /** Numbers that a call needs beside its arguments. */
  static int scratch() {
    return NINE * COLUMNS;
  }

  /**
   * Windows of the next tile, of two or more that are left: few are computed in vain, and never is
   * one left.
   */
  private static int rows(int left) {
    return switch (left) {
      case 2, 3, 4 -> FOUR;
      case 5, 10 -> FIVE;
      case 9, 17 -> NINE;
      default -> ROWS;
    };
  }

  static void convolve(
      WindowList windows,
      int count,
      int n,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] sums) {
    float floor = SimdActivation.floor(activation);
    if (count == 1) {
      one(windows, n, x, xOffset, packed, bias, biasOffset, floor, y, yOffset, sums);
    } else {
      some(windows, count, n, x, xOffset, packed, bias, biasOffset, floor, y, yOffset, sums);
    }
    SimdActivation.applyNonlinear(activation, count / windows.group() * n, y, yOffset);
  }

  private static void some(
      WindowList windows,
      int count,
      int n,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int yOffset,
      float[] sums) {
    int group = windows.group();
    for (int j = 0; j < n; j += COLUMNS) {
      int panel = j * windows.depth();
      int columns = Math.min(COLUMNS, n - j);
      int rows;
      for (int i = 0; i < count; i += rows) {
        rows = rows(count - i);
        tile(rows, windows, i, count - 1, x, xOffset, packed, panel, sums);
        int outputs = Math.min(rows, count - i) / group;
        int to = yOffset + i / group * n + j;
        SimdOutputs.write(group, outputs, columns, sums, 0, bias, biasOffset + j, floor, y, to, n);
      }
    }
  }

  private static void tile(
      int rows,
      WindowList w,
      int first,
      int last,
      float[] x,
      int xOffset,
      float[] packed,
      int panel,
      float[] sums) {
    int k = w.length();
    int segments = w.segments();
    int stride = w.segmentStride();
    int[] places = w.places();
    int r0 = xOffset + w.start(first);
    int r1 = xOffset + w.start(Math.min(first + 1, last));
    int r2 = xOffset + w.start(Math.min(first + 2, last));
    int r3 = xOffset + w.start(Math.min(first + 3, last));
    if (rows == FOUR) {
      if (places.length > 0) {
        SimdShallowTiles.four(places, x, r0, r1, r2, r3, packed, panel, sums, 0, COLUMNS);
      } else {
        SimdRowTiles.four(segments, k, x, r0, r1, r2, r3, stride, packed, panel, sums, 0, COLUMNS);
      }
      return;
    }
    int r4 = xOffset + w.start(Math.min(first + 4, last));
    if (rows == FIVE) {
      SimdRowTiles.five(
          segments, k, x, r0, r1, r2, r3, r4, stride, packed, panel, sums, 0, COLUMNS);
      return;
    }
    int r5 = xOffset + w.start(Math.min(first + 5, last));
    int r6 = xOffset + w.start(Math.min(first + 6, last));
    int r7 = xOffset + w.start(Math.min(first + 7, last));
    if (rows == NINE) {
      int r8 = xOffset + w.start(Math.min(first + 8, last));
      SimdRowTiles.nine(
          segments, k, x, r0, r1, r2, r3, r4, r5, r6, r7, r8, stride, packed, panel, sums, 0,
          COLUMNS);
    } else if (places.length > 0) {
      SimdShallowTiles.eight(
          places, x, r0, r1, r2, r3, r4, r5, r6, r7, packed, panel, sums, 0, COLUMNS);
    } else {
      SimdRowTiles.eight(
          segments, k, x, r0, r1, r2, r3, r4, r5, r6, r7, stride, packed, panel, sums, 0, COLUMNS);
    }
  }

  /** A single window: several panels at once. */
  private static void one(
      WindowList w,
      int n,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int yOffset,
      float[] sums) {
    int panel = COLUMNS * w.depth();
    int start = xOffset + w.start(0);
    int segments = w.segments();
    int stride = w.segmentStride();
    for (int j = 0; j < n; ) {
      int panels = Math.ceilDiv(n - j, COLUMNS);
      int at = j * w.depth();
      if (panels >= 4) {
        SimdWideTiles.oneByEight(
            segments, w.length(), x, start, stride, packed, at, panel, sums, 0);
      } else if (panels >= 2) {
        SimdWideTiles.oneByFour(segments, w.length(), x, start, stride, packed, at, panel, sums, 0);
      } else {
        SimdWideTiles.oneByTwo(segments, w.length(), x, start, stride, packed, at, panel, sums, 0);
      }
      int taken = panels >= 4 ? 4 : Math.min(panels, 2);
      for (int p = 0; p < taken; p++) {
        int columns = Math.min(COLUMNS, n - j);
        SimdOutputs.write(
            1, 1, columns, sums, p * COLUMNS, bias, biasOffset + j, floor, y, yOffset + j, n);
        j += COLUMNS;
      }
    }
  }
}
