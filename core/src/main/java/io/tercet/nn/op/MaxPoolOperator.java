package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * y = the maximum of a window, per channel. The backward pass finds the window's first maximum
 * again instead of storing its index.
 */
record MaxPoolOperator(ImageShape input, int size) implements LayerOperator {

  private int height() {
    return input.height() / size;
  }

  private int width() {
    return input.width() / size;
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    for (int i = from; i < to; i++) {
      for (int row = 0; row < height(); row++) {
        KernelChoice.best()
            .maxPool(
                width(),
                size,
                input.channels(),
                x.data(),
                x.offset(i) + windows(row),
                input.rowSize(),
                y.data(),
                y.offset(i) + row * width() * input.channels());
      }
    }
  }

  /** Offset in an image of a row of windows. */
  private int windows(int row) {
    return row * size * input.rowSize();
  }

  @Override
  public void backward(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      DropoutKeys noise) {
    if (dx == null) {
      return;
    }
    if (input.height() % size != 0 || input.width() % size != 0) {
      Arrays.fill(dx.data(), dx.offset(from), dx.offset(from) + (to - from) * input.size(), 0);
    }
    for (int i = from; i < to; i++) {
      for (int row = 0; row < height(); row++) {
        int at = row * width() * input.channels();
        KernelChoice.best()
            .maxPoolBackward(
                width(),
                size,
                input.channels(),
                x.data(),
                x.offset(i) + windows(row),
                input.rowSize(),
                y.data(),
                y.offset(i) + at,
                dy.data(),
                dy.offset(i) + at,
                dx.data(),
                dx.offset(i) + windows(row));
      }
    }
  }
}
