package io.tercet.mining;

/**
 * A range of gaps: {@code above < g <= most}, where the gap of a triplet is g = d(a, n) - d(a, p),
 * or s(a, p) - s(a, n) for a similarity. Losses can count such triplets without listing them.
 *
 * @param above exclusive; may be minus infinity
 * @param most inclusive; may be infinity
 */
public record TripletRange(float above, float most) {
  /** All triplets. */
  public static final TripletRange ALL =
      new TripletRange(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  /** {@return whether a triplet of that gap is in the range} */
  boolean contains(float gap) {
    return gap > above && gap <= most;
  }

  /** Passes all triplets of an anchor in the range. */
  void mine(AnchorRow row, TripletMiner.Triplets triplets) {
    float sign = row.sign();
    for (int i = 0; i < row.positiveCount(); i++) {
      float positive = sign * row.positives()[i];
      for (int j = 0; j < row.negativeCount(); j++) {
        if (contains(sign * row.negatives()[j] - positive)) {
          triplets.accept(i, j);
        }
      }
    }
  }
}
