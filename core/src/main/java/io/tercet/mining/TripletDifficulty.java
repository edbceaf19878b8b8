package io.tercet.mining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Selects triplets by their gap g = d(a, n) - d(a, p) and the margin m (FaceNet, Schroff et al.
 * 2015, names the semi-hard ones; the rest as in PyTorch Metric Learning).
 */
public enum TripletDifficulty {
  /** {@code g <= m}: all that violate the margin. */
  @JsonProperty("all")
  ALL,
  /** {@code g <= 0}: the negative is no farther than the positive. */
  @JsonProperty("hard")
  HARD,
  /** {@code 0 < g <= m}: in the right order, but within the margin. */
  @JsonProperty("semi-hard")
  SEMI_HARD,
  /** g > m: triplets without loss. */
  @JsonProperty("easy")
  EASY;

  /** {@return the range of selected gaps for a margin} */
  TripletRange range(float margin) {
    return switch (this) {
      case ALL -> new TripletRange(Float.NEGATIVE_INFINITY, margin);
      case HARD -> new TripletRange(Float.NEGATIVE_INFINITY, 0);
      case SEMI_HARD -> new TripletRange(0, margin);
      case EASY -> new TripletRange(margin, Float.POSITIVE_INFINITY);
    };
  }

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
