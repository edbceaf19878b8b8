package io.tercet.nn;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;

/**
 * Three inputs, one shared encoder, one output: the concatenated embeddings of anchor, positive and
 * negative, [n x 3 d]. All three paths share one set of weights.
 *
 * @param encoder the shared encoder
 */
public record SiameseNetwork(Encoder encoder) {

  /**
   * Embeds triplets.
   *
   * @param anchors [n x features]
   * @param positives [n x features]
   * @param negatives [n x features]
   * @return [n x 3 d]: the anchors' embeddings, then the positives', then the negatives'
   * @throws IllegalArgumentException if the inputs differ in their number of rows
   */
  public Matrix forward(Rows anchors, Rows positives, Rows negatives) {
    if (anchors.rows() != positives.rows() || anchors.rows() != negatives.rows()) {
      throw new IllegalArgumentException(
          "anchors, positives and negatives must be equal in number, found %d, %d and %d"
              .formatted(anchors.rows(), positives.rows(), negatives.rows()));
    }
    int d = encoder.embeddingSize();
    Matrix output = Matrix.zeros(anchors.rows(), 3 * d);
    place(encoder.embed(anchors), output, 0);
    place(encoder.embed(positives), output, d);
    place(encoder.embed(negatives), output, 2 * d);
    return output;
  }

  private static void place(Matrix embeddings, Matrix output, int column) {
    int d = embeddings.columns();
    for (int i = 0; i < embeddings.rows(); i++) {
      System.arraycopy(embeddings.data(), i * d, output.data(), output.offset(i) + column, d);
    }
  }
}
