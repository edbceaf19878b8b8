package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.LiftedStructureLoss;
import io.tercet.loss.MarginLoss;
import io.tercet.loss.MinedTripletObjective;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.Objective;
import io.tercet.loss.PairObjective;
import io.tercet.loss.Reducer;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletMarginLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.mining.MultiSimilarityMiner;

/**
 * What training makes small.
 *
 * @param loss which loss
 * @param miner which triplets count; looked at by the triplet losses over whole batches alone
 * @param margin alpha, at least 0; looked at by losses that have one
 */
public record ObjectiveSettings(LossKind loss, MinerKind miner, double margin) {

  /** The objective. */
  public Objective objective() {
    Distance unit = Distance.NORMALIZED_EUCLIDEAN;
    Distance cosine = Distance.COSINE;
    return switch (loss) {
      case MEAN_SQUARE -> new TripletMeanSquareLoss(margin);
      case BATCH_RMS -> new TripletBatchRmsLoss(margin);
      case TRIPLET -> triplet(false);
      case SOFT_TRIPLET -> triplet(true);
      case CONTRASTIVE -> pairs(new ContrastiveLoss(0, 1, unit, Reducer.MEAN_NON_ZERO));
      case NT_XENT -> pairs(new NtXentLoss(NtXentLoss.DEFAULT_TEMPERATURE, cosine, Reducer.MEAN));
      case SUPERVISED_CONTRASTIVE ->
          pairs(
              new SupervisedContrastiveLoss(
                  SupervisedContrastiveLoss.DEFAULT_TEMPERATURE, cosine, Reducer.MEAN_NON_ZERO));
      case MULTI_SIMILARITY ->
          new PairObjective(
              new MultiSimilarityLoss(2, 50, 0.5, cosine, Reducer.MEAN),
              new MultiSimilarityMiner(MultiSimilarityMiner.DEFAULT_EPSILON, cosine));
      case CIRCLE -> pairs(new CircleLoss(0.4, 80, cosine, Reducer.MEAN_NON_ZERO));
      case LIFTED_STRUCTURE -> pairs(new LiftedStructureLoss(margin, unit, Reducer.MEAN_NON_ZERO));
      case MARGIN -> pairs(new MarginLoss(margin, 1.2, unit));
    };
  }

  private Objective triplet(boolean soft) {
    Distance unit = Distance.NORMALIZED_EUCLIDEAN;
    Reducer reducer = soft ? Reducer.MEAN : Reducer.MEAN_NON_ZERO;
    return new MinedTripletObjective(
        miner.miner(margin, unit), new TripletMarginLoss(margin, false, soft, unit, reducer));
  }

  private static Objective pairs(AnchorLoss loss) {
    return new PairObjective(loss, null);
  }
}
