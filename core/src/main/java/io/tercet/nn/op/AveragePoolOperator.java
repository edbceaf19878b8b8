package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** y = the mean of a window, per channel; the backward pass distributes dy evenly to its pixels. */
record AveragePoolOperator(ImageShape input, int windowHeight, int windowWidth)
    implements LayerOperator {

  static AveragePoolOperator of(ImageShape input, int size) {
    return new AveragePoolOperator(input, size, size);
  }

  static AveragePoolOperator global(ImageShape input) {
    return new AveragePoolOperator(input, input.height(), input.width());
  }

  private float share() {
    return 1f / (windowHeight * windowWidth);
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    Arrays.fill(y.data(), y.offset(from), y.offset(from) + (to - from) * y.columns(), 0);
    for (int i = from; i < to; i++) {
      eachPixel(
          x.offset(i),
          y.offset(i),
          (pixel, at) ->
              KernelChoice.best()
                  .addScaled(input.channels(), share(), x.data(), pixel, y.data(), at));
    }
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
    Arrays.fill(dx.data(), dx.offset(from), dx.offset(from) + (to - from) * dx.columns(), 0);
    for (int i = from; i < to; i++) {
      eachPixel(
          dx.offset(i),
          dy.offset(i),
          (pixel, at) ->
              KernelChoice.best()
                  .addScaled(input.channels(), share(), dy.data(), at, dx.data(), pixel));
    }
  }

  private interface PixelVisitor {
    void visit(int pixel, int window);
  }

  /** Visits each pixel that is in a window, with its window. */
  private void eachPixel(int image, int windows, PixelVisitor visitor) {
    int rows = input.height() / windowHeight;
    int columns = input.width() / windowWidth;
    for (int r = 0; r < rows * windowHeight; r++) {
      for (int c = 0; c < columns * windowWidth; c++) {
        int window = r / windowHeight * columns + c / windowWidth;
        visitor.visit(
            image + r * input.rowSize() + c * input.channels(),
            windows + window * input.channels());
      }
    }
  }
}
