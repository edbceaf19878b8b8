package io.tercet;

import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.Preprocessing;
import io.tercet.eval.FiniteEmbeddings;
import io.tercet.tensor.Matrix;

/** What goes into an {@link EmbeddingModel} and what comes out of it is checked here. */
final class ModelChecks {
  private ModelChecks() {}

  /** Requires that examples are of the shape and, if they are rows of a table, of the encoding. */
  static void requireShape(Preprocessing expected, Dataset examples) {
    if (!examples.shape().equals(expected.shape())) {
      throw new IllegalArgumentException(
          "the model takes examples of shape %s, found %s"
              .formatted(expected.shape(), examples.shape()));
    }
    if (expected.isOfColumns() && !expected.equals(examples.preprocessing())) {
      throw new IllegalArgumentException(
          "the model takes rows encoded as in its training, columns %s; found examples encoded otherwise"
              .formatted(expected.columnNames()));
    }
  }

  /** The embedding [d] itself, unless it is not finite. */
  static float[] finite(float[] embedding) {
    finite(Matrix.wrap(1, embedding.length, embedding));
    return embedding;
  }

  /** The embeddings [n x d] themselves, unless one is not finite. */
  static Matrix finite(Matrix embeddings) {
    try {
      return FiniteEmbeddings.require(embeddings);
    } catch (DataException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
