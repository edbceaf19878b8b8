package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.tensor.Checks;

/**
 * Triplet margin loss over the triplets that a miner finds in a batch: max(d(a, p) - d(a, n) +
 * margin, 0), or, soft, log(1 + exp(d(a, p) - d(a, n) + margin)) (Schroff, Kalenichenko and Philbin
 * 2015; Hermans, Beyer and Leibe 2017). For a similarity the signs turn.
 *
 * @param margin alpha, at least 0; default {@value #DEFAULT_MARGIN}
 * @param soft whether log(1 + exp) takes the place of the hinge; default false
 * @param miner which triplets count; default: semi-hard
 * @param distance default: Euclidean on embeddings of length 1
 * @param reducer default: mean of non-zero; of the soft loss, mean
 * @param swap whether the negative's distance to the positive counts where it is smaller (Balntas,
 *     Riba, Ponsa and Mikolajczyk 2016); default false. The miner's distance is the loss's then
 */
public record TripletLoss(
    double margin,
    boolean soft,
    TripletMiner miner,
    Distance distance,
    Reducer reducer,
    boolean swap)
    implements Loss {
  /** FaceNet's. */
  static final double DEFAULT_MARGIN = 0.2;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the margin is negative, or swap is combined with a miner of
   *     another distance
   */
  public TripletLoss {
    Checks.requireNotNegative("margin", margin);
    Distance mined = miner.distance();
    if (swap && mined != null && !mined.equals(distance)) {
      throw new IllegalArgumentException(
          "swap: miner and loss look at one distance with it, found %s and %s"
              .formatted(mined, distance));
    }
  }

  /** {@return the loss with its defaults} */
  public static TripletLoss defaults() {
    return new TripletLoss(
        DEFAULT_MARGIN,
        false,
        TripletMarginMiner.semiHard(DEFAULT_MARGIN, Distance.NORMALIZED_EUCLIDEAN),
        Distance.NORMALIZED_EUCLIDEAN,
        Reducer.MEAN_NON_ZERO,
        false);
  }

  /** {@return the soft loss with its defaults} */
  public static TripletLoss softDefaults() {
    TripletLoss hinge = defaults();
    return new TripletLoss(
        hinge.margin, true, hinge.miner, hinge.distance, Reducer.MEAN, hinge.swap);
  }

  /**
   * {@return this loss with another margin, also of its miner where that had the loss's margin}
   *
   * @param alpha the margin, at least 0
   * @throws IllegalArgumentException if the margin is negative
   */
  public TripletLoss withMargin(double alpha) {
    Checks.requireNotNegative("margin", alpha);
    TripletMiner with =
        miner instanceof TripletMarginMiner(var rule, float mined, Distance looked)
                && mined == (float) margin
            ? new TripletMarginMiner(rule, (float) alpha, looked)
            : miner;
    return new TripletLoss(alpha, soft, with, distance, reducer, swap);
  }

  /**
   * {@return this loss with another miner}
   *
   * @param chosen selects the triplets; with swap, one that looks at the distance of the loss or at
   *     none
   */
  public TripletLoss withMiner(TripletMiner chosen) {
    return new TripletLoss(margin, soft, chosen, distance, reducer, swap);
  }

  /**
   * {@return this loss with another distance, also of its miner where that had the loss's distance}
   *
   * @param chosen the distance or similarity
   */
  public TripletLoss withDistance(Distance chosen) {
    TripletMiner with =
        switch (miner) {
          case TripletMarginMiner(var rule, float mined, Distance looked)
              when looked.equals(distance) ->
              new TripletMarginMiner(rule, mined, chosen);
          case BatchEasyHardMiner(var positive, var negative, Distance looked)
              when looked.equals(distance) ->
              new BatchEasyHardMiner(positive, negative, chosen);
          default -> miner;
        };
    return new TripletLoss(margin, soft, with, chosen, reducer, swap);
  }

  /**
   * {@return this loss with another reducer}
   *
   * @param chosen how terms become one number
   */
  public TripletLoss withReducer(Reducer chosen) {
    return new TripletLoss(margin, soft, miner, distance, chosen, swap);
  }

  /**
   * {@return this loss with or without swap}
   *
   * @param chosen whether the negative may take the place of the anchor where it is nearer to the
   *     positive
   */
  public TripletLoss withSwap(boolean chosen) {
    return new TripletLoss(margin, soft, miner, distance, reducer, chosen);
  }

  @Override
  public Objective bind(LossContext context) {
    return swap
        ? new SwappedTripletObjective(miner, ofTriplet(), context.seed())
        : overPairs().bind(context);
  }

  /** The same as a loss of one anchor after the other; without swap. */
  AnchorLoss overPairs() {
    return new MinedTripletLoss(miner, ofTriplet());
  }

  private TripletMarginLoss ofTriplet() {
    return new TripletMarginLoss(margin, soft, distance, reducer);
  }
}
