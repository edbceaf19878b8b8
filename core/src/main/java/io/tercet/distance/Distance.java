package io.tercet.distance;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A distance between embeddings.
 *
 * @param kind the formula
 * @param normalized whether embeddings are scaled to length 1 first; cosine always does
 */
public record Distance(DistanceKind kind, boolean normalized) {
  /** |x - y| of embeddings scaled to length 1, from 0 to 2; the usual one. */
  public static final Distance NORMALIZED_EUCLIDEAN = new Distance(DistanceKind.EUCLIDEAN, true);

  /** |x - y| of embeddings as they are. */
  public static final Distance EUCLIDEAN = new Distance(DistanceKind.EUCLIDEAN, false);

  /** |x - y|^2 of embeddings as they are. */
  public static final Distance SQUARED_EUCLIDEAN =
      new Distance(DistanceKind.SQUARED_EUCLIDEAN, false);

  /** Cosine similarity, from -1 to 1. */
  public static final Distance COSINE = new Distance(DistanceKind.COSINE, true);

  public Distance {
    normalized = normalized || kind == DistanceKind.COSINE;
  }

  /** What no value goes beyond, up or down; infinite where there is no such bound. */
  public float bound() {
    return normalized && kind.isSimilarity() ? 1.000001f : Float.POSITIVE_INFINITY;
  }

  /** In words: "normalized euclidean". */
  @Override
  public String toString() {
    return normalized && kind != DistanceKind.COSINE ? "normalized " + kind : kind.toString();
  }

  /** Whether larger is nearer. */
  @JsonIgnore
  public boolean isSimilarity() {
    return kind.isSimilarity();
  }
}
