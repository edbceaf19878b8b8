package io.tercet.mining;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which triplets count by their gap g = d(a, n) - d(a, p) and the margin m (FaceNet, Schroff et al.
 * 2015, names the semi-hard ones; the rest as in PyTorch Metric Learning).
 */
public enum MarginRule {
  /** g <= m: all that violate the margin. */
  @JsonProperty("all")
  ALL,
  /** g <= 0: the negative is no farther than the positive. */
  @JsonProperty("hard")
  HARD,
  /** 0 < g <= m: in the right order, but within the margin. */
  @JsonProperty("semi-hard")
  SEMI_HARD,
  /** g > m: those with nothing left to learn. */
  @JsonProperty("easy")
  EASY;

  /** Whether a triplet of that gap counts. */
  public boolean accepts(float gap, float margin) {
    return switch (this) {
      case ALL -> gap <= margin;
      case HARD -> gap <= 0;
      case SEMI_HARD -> gap > 0 && gap <= margin;
      case EASY -> gap > margin;
    };
  }
}
