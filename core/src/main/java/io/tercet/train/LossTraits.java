package io.tercet.train;

import io.tercet.distance.Distance;

/**
 * What a loss takes, so that a setting it would not look at is refused instead of ignored.
 *
 * @param ofWholeBatch whether it looks at all pairs of a batch, which P x K batches are for, rather
 *     than at the sampler's triplets
 * @param compares what it can look at
 * @param hasMargin whether it has a margin
 * @param hasTemperature whether it has a temperature
 * @param hasScale whether it has a scale
 * @param takes which miners
 * @param hasOwnWeights whether it learns proxies, class weights or a boundary
 */
public record LossTraits(
    boolean ofWholeBatch,
    Compares compares,
    boolean hasMargin,
    boolean hasTemperature,
    boolean hasScale,
    Miners takes,
    boolean hasOwnWeights) {

  /** What a loss can look at. */
  public enum Compares {
    /** The distance it is defined with, no other. */
    FIXED,
    /** Distances, of which smaller is nearer. */
    DISTANCES,
    /** Similarities, of which larger is nearer. */
    SIMILARITIES,
    /** Either. */
    ANY;

    boolean fits(Distance distance) {
      return switch (this) {
        case FIXED -> false;
        case DISTANCES -> !distance.isSimilarity();
        case SIMILARITIES -> distance.isSimilarity();
        case ANY -> true;
      };
    }
  }

  /** Which miners a loss takes. */
  public enum Miners {
    /** None. */
    NONE,
    /** Those that find pairs; all pairs count without one. */
    OF_PAIRS,
    /** Those that find triplets; it cannot do without one. */
    OF_TRIPLETS
  }

  static LossTraits ofTriplets() {
    return new LossTraits(false, Compares.FIXED, true, false, false, Miners.NONE, false);
  }

  static LossTraits ofPairs(Compares compares) {
    return new LossTraits(true, compares, false, false, false, Miners.NONE, false);
  }

  LossTraits margin() {
    return new LossTraits(
        ofWholeBatch, compares, true, hasTemperature, hasScale, takes, hasOwnWeights);
  }

  LossTraits temperature() {
    return new LossTraits(ofWholeBatch, compares, hasMargin, true, hasScale, takes, hasOwnWeights);
  }

  LossTraits scale() {
    return new LossTraits(
        ofWholeBatch, compares, hasMargin, hasTemperature, true, takes, hasOwnWeights);
  }

  LossTraits pairMiners() {
    return new LossTraits(
        ofWholeBatch,
        compares,
        hasMargin,
        hasTemperature,
        hasScale,
        Miners.OF_PAIRS,
        hasOwnWeights);
  }

  LossTraits tripletMiners() {
    return new LossTraits(
        ofWholeBatch,
        compares,
        hasMargin,
        hasTemperature,
        hasScale,
        Miners.OF_TRIPLETS,
        hasOwnWeights);
  }

  LossTraits ownWeights() {
    return new LossTraits(ofWholeBatch, compares, hasMargin, hasTemperature, hasScale, takes, true);
  }
}
