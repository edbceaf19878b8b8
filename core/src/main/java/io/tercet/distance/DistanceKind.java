package io.tercet.distance;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How near two embeddings x and y of d dimensions are. */
public enum DistanceKind {
  /** |x - y|; its gradient at 0 is taken as 0. */
  @JsonProperty("euclidean")
  EUCLIDEAN(false),
  /** |x - y|^2. */
  @JsonProperty("squared-euclidean")
  SQUARED_EUCLIDEAN(false),
  /** |x - y|^2 / d. */
  @JsonProperty("mean-squared")
  MEAN_SQUARED(false),
  /** x . y / (|x| |y|), a similarity: larger is nearer. */
  @JsonProperty("cosine")
  COSINE(true),
  /** x . y, a similarity: larger is nearer. */
  @JsonProperty("dot-product")
  DOT_PRODUCT(true);

  private final boolean similarity;

  DistanceKind(boolean similarity) {
    this.similarity = similarity;
  }

  /** Whether larger is nearer. */
  public boolean isSimilarity() {
    return similarity;
  }
}
