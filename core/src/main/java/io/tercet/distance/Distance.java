package io.tercet.distance;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A distance between embeddings.
 *
 * @param kind the formula
 * @param normalized whether embeddings are scaled to unit length first; always so for cosine
 */
public record Distance(DistanceKind kind, boolean normalized) {
  /** |x - y| of embeddings scaled to unit length, from 0 to 2; the usual choice. */
  public static final Distance NORMALIZED_EUCLIDEAN = new Distance(DistanceKind.EUCLIDEAN, true);

  /** |x - y| of unscaled embeddings. */
  public static final Distance EUCLIDEAN = new Distance(DistanceKind.EUCLIDEAN, false);

  /** |x - y|^2 of unscaled embeddings. */
  public static final Distance SQUARED_EUCLIDEAN =
      new Distance(DistanceKind.SQUARED_EUCLIDEAN, false);

  /** Cosine similarity, from -1 to 1. */
  public static final Distance COSINE = new Distance(DistanceKind.COSINE, true);

  /** Sets {@code normalized} for cosine similarity, which always scales. */
  public Distance {
    normalized = normalized || kind == DistanceKind.COSINE;
  }

  /** {@return the upper bound of the magnitude of all values; infinite if unbounded} */
  public float bound() {
    return normalized && kind.isSimilarity() ? 1.000001f : Float.POSITIVE_INFINITY;
  }

  /** Display name: "normalized euclidean". */
  @Override
  public String toString() {
    return normalized && kind != DistanceKind.COSINE ? "normalized " + kind : kind.toString();
  }

  /** {@return whether larger values mean closer embeddings} */
  @JsonIgnore
  public boolean isSimilarity() {
    return kind.isSimilarity();
  }
}
