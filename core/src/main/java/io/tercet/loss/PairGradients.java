package io.tercet.loss;

import io.tercet.distance.PairMatrix;
import io.tercet.math.Matrix;
import io.tercet.nn.EmbeddingGradient;

/** From slopes of all pairs to the gradient with respect to the embeddings. */
final class PairGradients {
  private PairGradients() {}

  /** Scales the slopes, goes back through the distances, and activates the rows that move. */
  static void finish(PairMatrix pairs, Matrix slopes, float scale, EmbeddingGradient gradient) {
    float[] s = slopes.data();
    for (int i = 0; i < s.length; i++) {
      s[i] *= scale;
    }
    pairs.backward(slopes, gradient.matrix());
    gradient.clear();
    int d = gradient.matrix().columns();
    for (int i = 0; i < slopes.rows(); i++) {
      if (isNonZero(gradient.matrix().data(), i * d, d)) {
        gradient.activate(i);
      }
    }
  }

  private static boolean isNonZero(float[] values, int from, int count) {
    for (int j = from; j < from + count; j++) {
      if (values[j] != 0) {
        return true;
      }
    }
    return false;
  }
}
