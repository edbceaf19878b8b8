package io.tercet.distance;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Distances and similarities of two embeddings x and y of d dimensions. */
public enum DistanceKind {
  /** |x - y|; its gradient at 0 is taken as 0. */
  @JsonProperty("euclidean")
  EUCLIDEAN("euclidean", false),
  /** |x - y|^2. */
  @JsonProperty("squared-euclidean")
  SQUARED_EUCLIDEAN("squared-euclidean", false),
  /** |x - y|^2 / d. */
  @JsonProperty("mean-squared")
  MEAN_SQUARED("mean-squared", false),
  /** x . y / (|x| |y|), a similarity: larger values mean closer embeddings. */
  @JsonProperty("cosine")
  COSINE("cosine", true),
  /** x . y, a similarity: larger values mean closer embeddings. */
  @JsonProperty("dot-product")
  DOT_PRODUCT("dot-product", true);

  private final String title;
  private final boolean similarity;

  DistanceKind(String title, boolean similarity) {
    this.title = title;
    this.similarity = similarity;
  }

  /** {@return whether larger values mean closer embeddings} */
  public boolean isSimilarity() {
    return similarity;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return title;
  }
}
