package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Forward: y = x / max(|x|, 1e-12). Backward: dx = (dy - y (y . dy)) / |x|; for |x| below 1e-12 the
 * scale is constant, which would give dx = dy 1e12; such a row has no meaningful direction, so dx
 * is 0 instead.
 */
record L2NormalizeOperator(int size) implements LayerOperator {
  private static final float SMALLEST = 1e-12f;

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    for (int i = from; i < to; i++) {
      float scale = 1 / Math.max(norm(x, i), SMALLEST);
      int at = x.offset(i);
      for (int j = 0; j < size; j++) {
        y.data()[at + j] = x.data()[at + j] * scale;
      }
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
    for (int i = from; i < to && dx != null; i++) {
      int at = i * size;
      float norm = norm(x, i);
      float scale = norm < SMALLEST ? 0 : 1 / norm;
      float along = KernelChoice.best().dot(size, y.data(), at, dy.data(), at);
      for (int j = at; j < at + size; j++) {
        dx.data()[j] = scale * (dy.data()[j] - along * y.data()[j]);
      }
    }
  }

  private float norm(Matrix x, int i) {
    int at = i * size;
    return (float) Math.sqrt(KernelChoice.best().dot(size, x.data(), at, x.data(), at));
  }
}
