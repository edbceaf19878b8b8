package io.tercet.kernel.scalar;

/**
 * Pools of one window, number by number: the plain twin of {@code SimdPool}, and its last lanes.
 */
public final class ScalarPool {
  private ScalarPool() {}

  /** Maximum over one window, for the channels from {@code first}. */
  public static void maxPool(
      int first, int channels, int size, float[] x, int xOffset, int xRow, float[] y, int yOffset) {
    for (int i = first; i < channels; i++) {
      float largest = x[xOffset + i];
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          largest = Math.max(largest, x[xOffset + row * xRow + column * channels + i]);
        }
      }
      y[yOffset + i] = largest;
    }
  }

  /** Gradient of one window, for the channels from {@code first}. */
  public static void maxPoolBackward(
      int first,
      int channels,
      int size,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    for (int i = first; i < channels; i++) {
      float left = dy[dyOffset + i];
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          int pixel = row * xRow + column * channels + i;
          boolean equal = x[xOffset + pixel] == y[yOffset + i];
          dx[dxOffset + pixel] = equal ? left : 0;
          left = equal ? 0 : left;
        }
      }
    }
  }
}
