package io.tercet.loss;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the losses of triplets, pairs or anchors become one number. */
public enum Reducer {
  /** Their mean. */
  @JsonProperty("mean")
  MEAN("mean"),
  /** The mean of those above 0; 0 if there is none. */
  @JsonProperty("mean-non-zero")
  MEAN_NON_ZERO("mean-non-zero"),
  /** Their sum. */
  @JsonProperty("sum")
  SUM("sum");

  private final String title;

  Reducer(String title) {
    this.title = title;
  }

  /**
   * {@return what the sum is divided by}
   *
   * @param all the number of terms
   * @param nonZero the number of terms above 0
   */
  public double divisor(long all, long nonZero) {
    return switch (this) {
      case MEAN -> Math.max(all, 1);
      case MEAN_NON_ZERO -> Math.max(nonZero, 1);
      case SUM -> 1;
    };
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
