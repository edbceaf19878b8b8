package io.tercet.loss;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the losses of triplets, pairs or anchors become one number. */
public enum Reducer {
  /** Their mean. */
  @JsonProperty("mean")
  MEAN,
  /** The mean of those above 0; 0 if there is none. */
  @JsonProperty("mean-non-zero")
  MEAN_NON_ZERO,
  /** Their sum. */
  @JsonProperty("sum")
  SUM;

  /** What the sum is divided by. */
  double divisor(long all, long nonZero) {
    return switch (this) {
      case MEAN -> Math.max(all, 1);
      case MEAN_NON_ZERO -> Math.max(nonZero, 1);
      case SUM -> 1;
    };
  }
}
