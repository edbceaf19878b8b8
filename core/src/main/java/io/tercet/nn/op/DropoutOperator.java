package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/** y = x m / (1 - rate) with m 0 or 1, and dx = dy m / (1 - rate); a copy where rate is 0. */
record DropoutOperator(int size, double rate) implements LayerOperator {
  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    apply(x, from, to, y, noise);
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
    if (dx != null) {
      apply(dy, from, to, dx, noise);
    }
  }

  private void apply(Matrix from, int first, int end, Matrix to, DropoutKeys noise) {
    if (rate == 0 || !noise.isTraining()) {
      System.arraycopy(
          from.data(), from.offset(first), to.data(), to.offset(first), (end - first) * size);
      return;
    }
    for (int i = first; i < end; i++) {
      KernelChoice.best()
          .dropout(size, noise.key(i), rate, from.data(), from.offset(i), to.data(), to.offset(i));
    }
  }
}
