package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.TripletMiner;
import io.tercet.mining.TripletRange;
import org.jspecify.annotations.Nullable;

/**
 * Triplet margin loss over the triplets that a miner finds in the batch. Triplets are never listed:
 * each anchor's pass by, or are counted where the miner takes all gaps of a range.
 *
 * @param miner which triplets count
 * @param loss what each of them costs
 */
record MinedTripletLoss(TripletMiner miner, TripletMarginLoss loss) implements AnchorLoss {

  @Override
  public Distance distance() {
    return loss.distance();
  }

  @Override
  public @Nullable Distance minerDistance() {
    Distance mined = miner.distance();
    return loss.distance().equals(mined) ? null : mined;
  }

  @Override
  public Reducer reducer() {
    return loss.reducer();
  }

  @Override
  public void evaluate(AnchorContext terms) {
    TripletRange range = miner.gapRange();
    if (range != null && !loss.soft() && terms.mined() == terms.row()) {
      terms.addTripletHinges(range, loss.margin());
      return;
    }
    float sign = terms.row().sign();
    float[] near = terms.row().positives();
    float[] far = terms.row().negatives();
    miner.mine(
        terms.mined(),
        (p, n) -> {
          float violation = sign * (near[p] - far[n]);
          double value = loss.loss(violation);
          terms.positives().add(value);
          if (value > 0) {
            float gradient = sign * loss.gradient(violation);
            terms.positiveGradients()[p] += gradient;
            terms.negativeGradients()[n] -= gradient;
          }
        });
  }

  @Override
  public String description() {
    return "%s, mined by %s".formatted(Descriptions.of(loss), Descriptions.of(miner));
  }
}
