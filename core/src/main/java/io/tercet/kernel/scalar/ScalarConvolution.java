package io.tercet.kernel.scalar;

import io.tercet.kernel.TileGrid;
import io.tercet.kernel.WindowList;
import io.tercet.tensor.Activation;

/** Convolutions of inference, number by number: the plain twins of the SIMD kernels for them. */
final class ScalarConvolution {
  private static final int KERNEL = 3;

  private ScalarConvolution() {}

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
      int yOffset) {
    for (int output = 0; output < count / windows.group(); output++) {
      for (int j = 0; j < n; j++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < windows.group(); i++) {
          int at = xOffset + windows.start(output * windows.group() + i);
          float sum =
              sum(
                  windows.segments(),
                  windows.length(),
                  windows.segmentStride(),
                  n,
                  j,
                  x,
                  at,
                  packed);
          largest = Math.max(largest, sum);
        }
        y[yOffset + output * n + j] = activation.apply(largest + bias[biasOffset + j]);
      }
    }
  }

  private static float sum(
      int segments, int length, int stride, int n, int j, float[] x, int at, float[] w) {
    float sum = 0;
    for (int s = 0; s < segments; s++) {
      for (int p = 0; p < length; p++) {
        sum += x[at + s * stride + p] * w[(s * length + p) * n + j];
      }
    }
    return sum;
  }

  static void convolveTiles(
      TileGrid grid,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset) {
    int side = grid.pooled() ? 2 : 1;
    int height = grid.pooled() ? grid.rows() : grid.height();
    int width = grid.pooled() ? grid.columns() : grid.width();
    int filters = grid.filters();
    for (int output = 0; output < height * width; output++) {
      int row = side * (output / width);
      int column = side * (output % width);
      int at = xOffset + row * grid.imageRow() + column * grid.channels();
      for (int j = 0; j < filters; j++) {
        float largest = largest(grid, side, j, x, at, packed);
        y[yOffset + output * filters + j] = activation.apply(largest + bias[biasOffset + j]);
      }
    }
  }

  private static float largest(TileGrid grid, int side, int filter, float[] x, int xAt, float[] w) {
    float largest = Float.NEGATIVE_INFINITY;
    int length = KERNEL * grid.channels();
    for (int i = 0; i < side * side; i++) {
      int at = xAt + i / side * grid.imageRow() + i % side * grid.channels();
      float sum = sum(KERNEL, length, grid.imageRow(), grid.filters(), filter, x, at, w);
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
