package io.tercet.eval;

import io.tercet.tensor.Matrix;

/**
 * The spread of embeddings, to detect collapse: a network that maps all examples to nearly one
 * point. The loss of a triplet is then the margin, and training stalls. Mining the hardest triplets
 * from the start tends to cause it (Schroff, Kalenichenko and Philbin 2015, section 3.2).
 *
 * @param relativeSpread root mean square distance from the mean embedding, divided by the root mean
 *     square length; 0 for a single point, near 1 for embeddings spread around the origin
 * @param effectiveDimension participation ratio of the covariance C, trace(C)^2 / sum of C_ij^2: 1
 *     if all are on a line, d if they vary equally in all directions; 0 for a single point
 */
public record EmbeddingSpread(double relativeSpread, double effectiveDimension) {
  private static final double COLLAPSED_BELOW = 0.05;

  /**
   * Measures the rows of {@code embeddings} [n x d].
   *
   * @param embeddings [n x d]
   * @return how far they spread and in how many dimensions
   */
  public static EmbeddingSpread of(Matrix embeddings) {
    int n = embeddings.rows();
    int d = embeddings.columns();
    double[] mean = new double[d];
    double length = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double entry = embeddings.get(i, j);
        mean[j] += entry;
        length += entry * entry / n;
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= Math.max(n, 1);
    }
    double trace = 0;
    double squares = 0;
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < d; k++) {
        double covariance = covariance(embeddings, mean, j, k);
        squares += covariance * covariance;
        trace += j == k ? covariance : 0;
      }
    }
    return new EmbeddingSpread(
        length > 0 ? Math.sqrt(trace / length) : 0, squares > 0 ? trace * trace / squares : 0);
  }

  private static double covariance(Matrix embeddings, double[] mean, int j, int k) {
    double sum = 0;
    for (int i = 0; i < embeddings.rows(); i++) {
      sum += (embeddings.get(i, j) - mean[j]) * (embeddings.get(i, k) - mean[k]);
    }
    return sum / embeddings.rows();
  }

  /** {@return whether the embeddings have collapsed: their spread is below 5 % of their length} */
  public boolean isCollapsed() {
    return relativeSpread < COLLAPSED_BELOW;
  }
}
