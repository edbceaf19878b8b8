package io.tercet.mining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How to choose one of an anchor's positives or negatives. */
public enum Hardness {
  /** The nearest positive, the farthest negative. */
  @JsonProperty("easy")
  EASY,
  /** The farthest positive, the nearest negative. */
  @JsonProperty("hard")
  HARD,
  /**
   * The nearest negative that is farther than the chosen positive, or the farthest positive that is
   * closer than the chosen negative.
   */
  @JsonProperty("semi-hard")
  SEMI_HARD;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
