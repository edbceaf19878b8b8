package io.tercet.eval;

import io.tercet.data.DataException;
import io.tercet.tensor.Matrix;

/** Checks what a model makes of its examples before anything is computed from it or written. */
public final class FiniteEmbeddings {
  private FiniteEmbeddings() {}

  /**
   * Checks the embeddings of a model.
   *
   * @param embeddings [n x d]
   * @return the same embeddings
   * @throws DataException if one is no vector of finite length, or too long for distances in
   *     float32: weights may be finite and still too large
   */
  public static Matrix require(Matrix embeddings) throws DataException {
    int row = MeasurableLengths.firstTooLong(embeddings);
    if (row >= 0) {
      throw new DataException(
          "the embedding of example %s has length %s, expected at most %s: the model's weights are too large; train it with a smaller learning rate"
              .formatted(
                  row,
                  (float) MeasurableLengths.length(embeddings, row),
                  (float) MeasurableLengths.longest()));
    }
    return embeddings;
  }
}
