package io.tercet.nn;

import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * y = the largest of a window, channel by channel. Backward finds the window's first pixel that has
 * the largest value again, instead of keeping which it was.
 */
record MaxPoolOperator(ImageShape input, int size) implements LayerOperator {

  private int height() {
    return input.height() / size;
  }

  private int width() {
    return input.width() / size;
  }

  @Override
  public void forward(LayerWeights weights, Matrix x, int from, int to, Matrix y, RowNoise noise) {
    for (int i = from; i < to; i++) {
      int at = y.offset(i);
      for (int row = 0; row < height(); row++) {
        for (int column = 0; column < width(); column++) {
          int window = x.offset(i) + window(row, column);
          largest(x.data(), window, y.data(), at);
          at += input.channels();
        }
      }
    }
  }

  /** Where a window's first pixel begins in an image. */
  private int window(int row, int column) {
    return row * size * input.rowSize() + column * size * input.channels();
  }

  private void largest(float[] x, int window, float[] y, int at) {
    int channels = input.channels();
    System.arraycopy(x, window, y, at, channels);
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        int pixel = window + r * input.rowSize() + c * channels;
        Kernels.get().maximum(channels, x, pixel, y, at);
      }
    }
  }

  @Override
  public void backward(
      LayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      RowNoise noise) {
    if (dx == null) {
      return;
    }
    if (input.height() % size != 0 || input.width() % size != 0) {
      Arrays.fill(dx.data(), dx.offset(from), dx.offset(from) + (to - from) * input.size(), 0);
    }
    for (int i = from; i < to; i++) {
      int at = y.offset(i);
      for (int row = 0; row < height(); row++) {
        for (int column = 0; column < width(); column++) {
          int window = x.offset(i) + window(row, column);
          giveToFirst(x.data(), window, y.data(), dy.data(), at, dx.data());
          at += input.channels();
        }
      }
    }
  }

  /** Takes away from dy what a pixel got, so that a later one of the same value gets nothing. */
  private void giveToFirst(float[] x, int window, float[] y, float[] dy, int at, float[] dx) {
    int channels = input.channels();
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        int pixel = window + r * input.rowSize() + c * channels;
        Kernels.get().giveToEqual(channels, x, pixel, y, at, dy, dx, pixel);
      }
    }
  }
}
