package io.tercet.mining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which one of an anchor's positives or negatives to take. */
public enum Hardness {
  /** The nearest positive, the farthest negative. */
  @JsonProperty("easy")
  EASY,
  /** The farthest positive, the nearest negative. */
  @JsonProperty("hard")
  HARD,
  /**
   * The nearest negative that is farther than the chosen positive, or the farthest positive that is
   * nearer than the chosen negative.
   */
  @JsonProperty("semi-hard")
  SEMI_HARD;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
