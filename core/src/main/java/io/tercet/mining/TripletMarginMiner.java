package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.math.SettingRange;

/**
 * All triplets of a batch that a {@link MarginRule} accepts.
 *
 * @param rule which
 * @param margin m, default {@value #DEFAULT_MARGIN}
 * @param distance default: Euclidean on embeddings of length 1
 */
public record TripletMarginMiner(MarginRule rule, float margin, Distance distance)
    implements TripletMiner {
  /** FaceNet's margin. */
  public static final float DEFAULT_MARGIN = 0.2f;

  public TripletMarginMiner {
    SettingRange.requireFinite("margin", margin);
  }

  @Override
  public GapRange gapRange() {
    return rule.range(margin);
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    gapRange().mine(row, triplets);
  }
}
