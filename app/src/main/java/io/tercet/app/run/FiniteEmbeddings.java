package io.tercet.app.run;

import io.tercet.data.DataException;
import io.tercet.math.Matrix;

/** Checks embeddings before anything is computed from them or written. */
public final class FiniteEmbeddings {
  private FiniteEmbeddings() {}

  /**
   * The embeddings [n x d] of a model.
   *
   * @throws DataException if one is not finite: weights may be finite and still too large for
   *     float32
   */
  public static Matrix require(Matrix embeddings) throws DataException {
    int d = embeddings.columns();
    for (int i = 0; i < embeddings.rows(); i++) {
      for (int j = 0; j < d; j++) {
        float value = embeddings.data()[embeddings.offset(i) + j];
        if (!Float.isFinite(value)) {
          throw new DataException(
              "the embedding of example %d has %s at dimension %d; the model's weights are too large, train it with a smaller learning rate"
                  .formatted(i, value, j));
        }
      }
    }
    return embeddings;
  }
}
