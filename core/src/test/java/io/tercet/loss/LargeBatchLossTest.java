package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.NaiveLosses.Naive;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Paths that small batches of mild losses do not take: few gradients among many references, a miner
 * with a distance of its own, exponents beyond single precision.
 */
class LargeBatchLossTest extends LossAgreement {
  private static final Distance UNIT = Distance.NORMALIZED_EUCLIDEAN;

  private void check(AnchorLoss loss, Naive naive, int n, int classes, long seed) {
    Matrix embeddings = Randoms.gaussian(n, 3, seed);
    int[] labels = Randoms.labels(n, classes, seed);
    check(
        loss.toString(),
        new PairObjective(loss, null, Twins.SEED),
        embeddings,
        labels,
        x -> naive.value(x, labels, x, labels));
  }

  private static Naive batchHard(Distance mined, Distance distance) {
    return NaiveLosses.tripletsMinedBy(
        NaiveLosses.oneOfEach(Hardness.HARD, Hardness.HARD), mined, 0.4, distance);
  }

  private static MinedTripletLoss batchHardLoss(Distance mined, Distance distance) {
    return new MinedTripletLoss(
        BatchEasyHardMiner.batchHard(mined),
        new TripletMarginLoss(0.4, false, distance, Reducer.MEAN));
  }

  /** Two gradients an anchor are listed among 70 references, but not among 20. */
  @Test
  void fewGradientsAmongManyReferencesAgree() {
    for (int n : new int[] {20, 63, 64, 70}) {
      check(batchHardLoss(UNIT, UNIT), batchHard(UNIT, UNIT), n, 4, n);
    }
  }

  /** Anchors with many gradients between others without any: only runs of the former are dense. */
  @Test
  void anchorsWithManyGradientsBetweenOthersAgree() {
    int[] labels = Randoms.labels(64, 8, 1);
    Matrix embeddings = Randoms.gaussian(64, 2, 1);
    for (int i = 0; i < labels.length; i++) {
      embeddings.set(i, 0, embeddings.get(i, 0) + 5 * labels[i]);
    }
    TripletMarginLoss loss = new TripletMarginLoss(0.1, false, Distance.EUCLIDEAN, Reducer.MEAN);
    TripletMarginMiner hard = new TripletMarginMiner(TripletDifficulty.HARD, 0, Distance.EUCLIDEAN);
    Naive naive =
        NaiveLosses.tripletsMinedBy(
            NaiveLosses.rule(TripletDifficulty.HARD, 0),
            Distance.EUCLIDEAN,
            0.1,
            Distance.EUCLIDEAN);
    check(
        "many between none",
        new PairObjective(new MinedTripletLoss(hard, loss), null, Twins.SEED),
        embeddings,
        labels,
        x -> naive.value(x, labels, x, labels));
  }

  @Test
  void minersWithADistanceOfTheirOwnAgree() {
    for (int n : new int[] {6, 14, 30}) {
      for (long seed = 0; seed < 3; seed++) {
        Distance raw = Distance.EUCLIDEAN;
        check(batchHardLoss(Distance.COSINE, raw), batchHard(Distance.COSINE, raw), n, 3, seed);
        check(batchHardLoss(raw, Distance.COSINE), batchHard(raw, Distance.COSINE), n, 3, seed);
        TripletMarginMiner semiHard = TripletMarginMiner.semiHard(0.5f, UNIT);
        check(
            new MinedTripletLoss(semiHard, new TripletMarginLoss(0.4, false, raw, Reducer.MEAN)),
            NaiveLosses.tripletsMinedBy(
                NaiveLosses.rule(TripletDifficulty.SEMI_HARD, 0.5f), UNIT, 0.4, raw),
            n,
            3,
            seed);
      }
    }
  }

  /** Few pairs of an anchor are kept: their places come from the bits of the selection. */
  @Test
  void fewMinedPairsAmongManyAgree() {
    MultiSimilarityLoss loss = new MultiSimilarityLoss(2, 10, 0.5, Distance.COSINE, Reducer.MEAN);
    MultiSimilarityMiner miner = new MultiSimilarityMiner(-1.5f, Distance.COSINE);
    Naive naive = NaiveLosses.minedMultiSimilarity(-1.5f, Distance.COSINE);
    Matrix embeddings = Randoms.gaussian(64, 2, 5);
    int[] labels = Randoms.labels(64, 5, 5);
    check(
        "few mined pairs",
        new PairObjective(loss, miner, Twins.SEED),
        embeddings,
        labels,
        x -> naive.value(x, labels, x, labels));
  }

  /** Exponents to 100, beyond the 88 of single precision. */
  @ParameterizedTest
  @EnumSource(Reducer.class)
  void sharpLossesAgree(Reducer reducer) {
    Distance cosine = Distance.COSINE;
    for (long seed = 0; seed < 6; seed++) {
      NtXentLoss crossEntropy = new NtXentLoss(0.02, cosine, reducer);
      check(crossEntropy, NaiveLosses.ntXent(0.02, cosine, reducer), 12, 3, seed);
      SupervisedContrastiveLoss contrastive = new SupervisedContrastiveLoss(0.02, cosine, reducer);
      check(contrastive, NaiveLosses.supervisedContrastive(0.02, cosine, reducer), 12, 3, seed);
      MultiSimilarityLoss similarity = new MultiSimilarityLoss(60, 90, 0.5, cosine, reducer);
      check(similarity, NaiveLosses.multiSimilarity(60, 90, 0.5, cosine, reducer), 12, 3, seed);
    }
  }
}
