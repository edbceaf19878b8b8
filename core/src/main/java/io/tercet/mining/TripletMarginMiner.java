package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.tensor.Checks;

/**
 * All triplets of a batch that a {@link TripletDifficulty} accepts.
 *
 * @param rule the difficulty
 * @param margin m; usually that of the loss
 * @param distance default: Euclidean on embeddings of length 1
 */
public record TripletMarginMiner(TripletDifficulty rule, float margin, Distance distance)
    implements TripletMiner {
  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public TripletMarginMiner {
    Checks.requireFinite("margin", margin);
  }

  /**
   * {@return the miner of negatives that are farther than the positive, but within the margin
   * (FaceNet)}
   *
   * @param margin the width of the band behind the positive
   * @param distance by which positives and negatives are compared
   */
  public static TripletMarginMiner semiHard(double margin, Distance distance) {
    return new TripletMarginMiner(TripletDifficulty.SEMI_HARD, (float) margin, distance);
  }

  @Override
  public String description() {
    return rule.toString();
  }

  @Override
  public TripletRange gapRange() {
    return rule.range(margin);
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    gapRange().mine(row, triplets);
  }
}
