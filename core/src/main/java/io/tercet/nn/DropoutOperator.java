package io.tercet.nn;

import io.tercet.math.Matrix;
import org.jspecify.annotations.Nullable;

/** y = x m / (1 - rate) with m 0 or 1, and dx = dy m / (1 - rate); a copy where rate is 0. */
record DropoutOperator(int size, double rate) implements LayerOperator {
  /** Of a number drawn: rates are rounded to multiples of 2^-16. */
  private static final int BITS = 16;

  @Override
  public void forward(
      float[] weights, int offset, Matrix x, int from, int to, Matrix y, RowNoise noise) {
    apply(x, from, to, y, noise);
  }

  @Override
  public void backward(
      float[] weights,
      int offset,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      RowNoise noise) {
    if (dx != null) {
      apply(dy, from, to, dx, noise);
    }
  }

  private void apply(Matrix from, int first, int end, Matrix to, RowNoise noise) {
    if (rate == 0 || !noise.isTraining()) {
      System.arraycopy(
          from.data(), from.offset(first), to.data(), to.offset(first), (end - first) * size);
      return;
    }
    float scale = (float) (1 / (1 - rate));
    int dropped = (int) Math.round(rate * (1 << BITS));
    for (int i = first; i < end; i++) {
      long key = noise.key(i);
      int at = i * size;
      for (int j = 0; j < size; j += Long.SIZE / BITS) {
        long drawn = RowNoise.drawFour(key, j / (Long.SIZE / BITS));
        int stop = Math.min(j + Long.SIZE / BITS, size);
        for (int k = j; k < stop; k++) {
          float kept = (drawn & (1 << BITS) - 1) < dropped ? 0 : scale;
          to.data()[at + k] = kept * from.data()[at + k];
          drawn >>>= BITS;
        }
      }
    }
  }
}
