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
  public TripletMarginMiner {
    Checks.requireFinite("margin", margin);
  }

  /** Negatives that are farther than the positive, but within the margin (FaceNet). */
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
