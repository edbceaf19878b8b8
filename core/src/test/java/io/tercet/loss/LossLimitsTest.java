package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.PairMiner;
import io.tercet.mining.PairSelection;
import io.tercet.mining.RandomMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Exact figures at the limits: of hinges, shares and settings. */
class LossLimitsTest {
  private static final Distance SQUARED = new Distance(DistanceKind.SQUARED_EUCLIDEAN, false);
  private static final Distance UNIT = Distance.NORMALIZED_EUCLIDEAN;

  private final Workers workers = new Workers(1);

  private LossValue evaluate(Objective objective, Matrix embeddings, int... labels) {
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), embeddings.columns());
    return objective.evaluate(
        new Batch(new int[labels.length], labels, 0), embeddings, gradient, workers);
  }

  /** At 0, 1 and 1.5: gaps 1.25 of the first anchor and -0.75 of the second. */
  @Test
  void tripletAtTheMarginIsNotActive() {
    Matrix embeddings = Matrix.of(new float[][] {{0}, {1}, {1.5f}});
    for (boolean swap : new boolean[] {false, true}) {
      TripletLoss loss =
          new TripletLoss(1.25, false, new BatchAllMiner(), SQUARED, Reducer.MEAN, swap);
      Objective objective = loss.bind(new LossContext(2, 1, false, new Seed(1)));
      // With swap the negative's distance is 0.25, that to the positive, of the first anchor too.
      assertThat(evaluate(objective, embeddings, 0, 0, 1))
          .isEqualTo(swap ? new LossValue(2, 1) : new LossValue(1, 0.5));
    }
    TripletLoss below =
        new TripletLoss(1.2, false, new BatchAllMiner(), SQUARED, Reducer.SUM, false);
    LossValue value =
        evaluate(below.bind(new LossContext(2, 1, false, new Seed(1))), embeddings, 0, 0, 1);
    assertThat(value.loss()).isCloseTo(1.95, within(1e-6));
    assertThat(value.active()).isEqualTo(0.5);
  }

  @Test
  void varianceTermCountsDimensionsBelowTheSpread() {
    Matrix embeddings = Matrix.of(new float[][] {{0, 0, 1, 0}, {0, 9, 1, 0}});
    LossValue value = evaluate(new VarianceLoss(1), embeddings, 0, 1);
    assertThat(value.loss()).isCloseTo(0.75 * 0.99, within(1e-6));
    assertThat(value.active()).isEqualTo(0.75);
    assertThat(VarianceLoss.of(16, true)).isEqualTo(new VarianceLoss(0.25));
    assertThat(VarianceLoss.of(16, false)).isEqualTo(new VarianceLoss(1));
  }

  /** The product of the terms of an anchor is beyond double precision. */
  @Test
  void manyLargeTermsAgree() {
    Matrix embeddings = Randoms.gaussian(90, 3, 7);
    int[] labels = Randoms.labels(90, 2, 7);
    double[][] x = LossAgreement.rows(embeddings);
    NtXentLoss loss = new NtXentLoss(0.03, Distance.COSINE, Reducer.MEAN);
    double expected =
        NaiveLosses.ntXent(0.03, Distance.COSINE, Reducer.MEAN).value(x, labels, x, labels);
    assertThat(evaluate(new PairObjective(loss, null, Twins.SEED), embeddings, labels).loss())
        .isCloseTo(expected, within(1e-5 * expected));
  }

  /** Both positive pairs are active, with a loss of 1, and two of four negative pairs, with 0.5. */
  @Test
  void shareOfPairsReducedApartIsOfAll() {
    Matrix embeddings = Matrix.of(new float[][] {{0}, {2}, {2.5f}});
    ContrastiveLoss loss = new ContrastiveLoss(1, 1, Distance.EUCLIDEAN, Reducer.MEAN);
    LossValue value = evaluate(new PairObjective(loss, null, Twins.SEED), embeddings, 0, 0, 1);
    assertThat(value.loss()).isEqualTo(1.25);
    assertThat(value.active()).isCloseTo(4 / 6.0, within(1e-9));
  }

  @Test
  void accumulatorsAddUp() {
    LossAccumulator one = new LossAccumulator();
    one.add(2, 3);
    one.add(0);
    one.addConstantGradient(5);
    LossAccumulator total = new LossAccumulator();
    total.add(one);
    total.add(one);
    assertThat(total.sum()).isEqualTo(12);
    assertThat(total.all()).isEqualTo(8);
    assertThat(total.nonZero()).isEqualTo(6);
    assertThat(total.constantGradient()).isEqualTo(10);
  }

  /** Opposite vectors are in the last bin. */
  @Test
  void averagePrecisionOfOppositeVectors() {
    Matrix embeddings = Matrix.of(new float[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}});
    int[] labels = {0, 0, 0, 1};
    double[][] x = LossAgreement.rows(embeddings);
    FastApLoss loss = new FastApLoss(4);
    assertThat(evaluate(new PairObjective(loss, null, Twins.SEED), embeddings, labels).loss())
        .isCloseTo(NaiveLosses.fastAp(4).value(x, labels, x, labels), within(1e-6));
  }

  /** In 1,000 dimensions the nearer negative is drawn nearly always. */
  @Test
  void drawsByDistanceKnowTheDimensions() {
    Matrix embeddings = Matrix.zeros(4, 1000);
    embeddings.set(0, 0, 1);
    embeddings.set(1, 0, 1);
    int row = 2;
    for (double d : new double[] {0.6, 1.3}) {
      double cosine = 1 - d * d / 2;
      embeddings.set(row, 0, (float) cosine);
      embeddings.set(row, row, (float) Math.sqrt(1 - cosine * cosine));
      row++;
    }
    for (Distance distance : List.of(UNIT, Distance.COSINE)) {
      Objective objective =
          new TripletLoss(1, false, DistanceWeightedMiner.defaults(), distance, Reducer.MEAN, false)
              .bind(new LossContext(3, 1000, true, new Seed(1)));
      for (int step = 0; step < 10; step++) {
        assertThat(evaluate(objective, embeddings, 0, 0, 1, 2).loss())
            .isCloseTo(distance.equals(UNIT) ? 0.4 : 0.82, within(1e-5));
      }
    }
  }

  @Test
  void gradientUsedAgainHasTheRowsOfItsLastBatch() {
    Matrix embeddings = Randoms.gaussian(6, 3, 1);
    EmbeddingGradient gradient = new EmbeddingGradient(6, 3);
    Batch batch = new Batch(new int[6], new int[6], 2);
    for (double margin : new double[] {100, 100, 0}) {
      if (margin == 0) {
        System.arraycopy(embeddings.data(), 0, embeddings.data(), 6, 6); // positives
      }
      LossValue value =
          new TripletMeanSquareLoss(margin).evaluate(batch, embeddings, gradient, workers);
      assertThat(gradient.activeCount()).isEqualTo(margin == 0 ? 0 : 6);
      assertThat(value.active()).isEqualTo(margin == 0 ? 0 : 1);
    }
  }

  @Test
  void randomMinersDrawAnewInEachStep() {
    Matrix embeddings = Randoms.gaussian(20, 3, 1);
    int[] labels = Randoms.labels(20, 3, 1);
    for (boolean swap : new boolean[] {false, true}) {
      Objective objective =
          new TripletLoss(0.2, true, new RandomMiner(1, 1000), UNIT, Reducer.MEAN, swap)
              .bind(new LossContext(3, 3, true, new Seed(1)));
      double first = evaluate(objective, embeddings, labels).loss();
      assertThat(evaluate(objective, embeddings, labels).loss()).isNotEqualTo(first);
    }
  }

  /** The first positive of the first anchor alone. */
  private record FirstPair() implements PairMiner {
    @Override
    public Distance distance() {
      return Distance.EUCLIDEAN;
    }

    @Override
    public void mine(AnchorRow row, PairSelection selection) {
      if (row.anchor() == 0) {
        selection.addPositive(0);
      }
    }
  }

  @Test
  void pairsOfAnAnchorAreNotThoseOfTheNext() {
    Matrix embeddings = Matrix.of(new float[][] {{0}, {3}, {5}, {9}});
    ContrastiveLoss loss = new ContrastiveLoss(0, 1, Distance.EUCLIDEAN, Reducer.SUM);
    Objective objective = new PairObjective(loss, new FirstPair(), Twins.SEED);
    assertThat(evaluate(objective, embeddings, 0, 0, 0, 1).loss()).isEqualTo(3);
  }

  /** Positives of a cosine above 0.5, and negatives of the first anchor. */
  private record Near() implements PairMiner {
    @Override
    public Distance distance() {
      return Distance.COSINE;
    }

    @Override
    public void mine(AnchorRow row, PairSelection selection) {
      for (int i = 0; i < row.positiveCount(); i++) {
        if (row.positives()[i] > 0.5f) {
          selection.addPositive(i);
        }
      }
      for (int i = 0; row.anchor() == 0 && i < row.negativeCount(); i++) {
        selection.addNegative(i);
      }
    }
  }

  /** Cosines 0.6, 0 and 0.8; distances of which the first and the last count, both ways. */
  @Test
  void pairMinerLooksAtItsOwnDistance() {
    Matrix embeddings = Matrix.of(new float[][] {{1, 0}, {3, 4}, {0, 2}});
    ContrastiveLoss loss = new ContrastiveLoss(0, 1, Distance.EUCLIDEAN, Reducer.SUM);
    Objective objective = new PairObjective(loss, new Near(), Twins.SEED);
    assertThat(evaluate(objective, embeddings, 0, 0, 0).loss())
        .isCloseTo(2 * (Math.sqrt(20) + Math.sqrt(13)), within(1e-5));
  }

  /** The second anchor's positive pair has no negative: a term of 0, which the mean counts. */
  @Test
  void termsWithoutNegativesCount() {
    Matrix embeddings = Matrix.of(new float[][] {{0.5f}, {1.5f}, {3.5f}});
    NtXentLoss loss = new NtXentLoss(1, Distance.EUCLIDEAN, Reducer.MEAN);
    LossValue value =
        evaluate(new PairObjective(loss, new Near(), Twins.SEED), embeddings, 0, 0, 1);
    assertThat(value.loss()).isCloseTo(Math.log1p(Math.exp(-2)) / 2, within(1e-6));
    assertThat(value.active()).isEqualTo(0.5);
  }

  @Test
  void vectorsAreNamedInTheModel() {
    assertThat(List.of(new CenterLoss(), ArcFaceLoss.defaults(), CosFaceLoss.defaults()))
        .extracting(ProxyLoss::proxyName)
        .containsExactly("centers", "class_weights", "class_weights");
    assertThat(List.of(ProxyAnchorLoss.defaults(), ProxyNcaLoss.defaults()))
        .extracting(ProxyLoss::proxyName)
        .containsOnly("proxies");
  }

  @Test
  void memoryTakesABatchAsLargeAsItselfAndActivatesItsRows() {
    NtXentLoss loss = NtXentLoss.defaults();
    CrossBatchMemoryObjective memory = new CrossBatchMemoryObjective(loss, null, 4, 0, Twins.SEED);
    EmbeddingGradient gradient = new EmbeddingGradient(4, 3);
    Batch batch = new Batch(new int[4], new int[] {0, 0, 1, 1}, 0);
    memory.evaluate(batch, Randoms.gaussian(4, 3, 5), gradient, workers);
    assertThat(gradient.activeCount()).isEqualTo(4);
    assertThatCode(() -> new CrossBatchMemoryObjective(loss, null, 1, 0, Twins.SEED))
        .doesNotThrowAnyException();
    assertRefused(
        () -> new CrossBatchMemoryObjective(loss, null, 0, 0, Twins.SEED),
        () -> new CrossBatchMemoryObjective(loss, null, 1, -1, Twins.SEED),
        () -> new CrossBatchMemory(loss, 0, 0),
        () -> new CrossBatchMemory(loss, 1, -1),
        () -> new CrossBatchMemory(CosFaceLoss.defaults(), 9, 0),
        () -> new CrossBatchMemory(TripletLoss.defaults().withSwap(true), 9, 0),
        () -> new CrossBatchMemory(VarianceLoss.of(2, true), 9, 0));
  }

  private static void assertRefused(ThrowingCallable... constructors) {
    for (ThrowingCallable constructor : constructors) {
      assertThatIllegalArgumentException().isThrownBy(constructor);
    }
  }

  @Test
  void settingsThatAreNoneAreRefused() {
    double none = Double.NaN;
    Reducer mean = Reducer.MEAN;
    Distance cosine = Distance.COSINE;
    assertRefused(
        () -> new ArcFaceLoss(-0.1, 1),
        () -> new ArcFaceLoss(3.2, 1),
        () -> new ArcFaceLoss(0.5, 0),
        () -> new CosFaceLoss(-1, 1),
        () -> new CosFaceLoss(0, 0),
        () -> new CircleLoss(none, 1, cosine, mean),
        () -> new CircleLoss(0, 0, cosine, mean),
        () -> new CircleLoss(0, 1, UNIT, mean),
        () -> new FastApLoss(0),
        () -> new LiftedStructureLoss(-1, UNIT, mean),
        () -> new MarginLoss(-1, 1, UNIT),
        () -> new MarginLoss(0, none, UNIT),
        () -> new MarginLoss(0, 1, cosine),
        () -> new LearnedMarginLoss(-1, 1, UNIT),
        () -> new MultiSimilarityLoss(0, 1, 0, cosine, mean),
        () -> new MultiSimilarityLoss(1, 0, 0, cosine, mean),
        () -> new MultiSimilarityLoss(1, 1, none, cosine, mean),
        () -> new MultiSimilarityLoss(1, 1, 0, UNIT, mean),
        () -> new NtXentLoss(0, cosine, mean),
        () -> new ProxyAnchorLoss(-1, 1),
        () -> new ProxyAnchorLoss(0, 0),
        () -> new ProxyNcaLoss(0),
        () -> new SupervisedContrastiveLoss(0, cosine, mean),
        () -> new TripletMarginLoss(-1, false, UNIT, mean),
        () -> new TripletLoss(-1, false, new BatchAllMiner(), UNIT, mean, false),
        () -> new TripletLoss(1, false, BatchEasyHardMiner.batchHard(cosine), UNIT, mean, true),
        () -> new VarianceLoss(0),
        () -> TripletLoss.defaults().withMargin(-1));
    assertThat(List.of(new ArcFaceLoss(0, 1).margin(), new ArcFaceLoss(Math.PI, 1).margin()))
        .containsExactly(0.0, Math.PI);
  }

  @Test
  void minerFollowsTheLossWhereItHadItsSettings() {
    TripletLoss loss = TripletLoss.defaults();
    assertThat(loss.withMargin(0.5).miner()).isEqualTo(TripletMarginMiner.semiHard(0.5, UNIT));
    TripletMarginMiner other = new TripletMarginMiner(TripletDifficulty.HARD, 0.3f, UNIT);
    assertThat(loss.withMiner(other).withMargin(0.5).miner()).isEqualTo(other);
    assertThat(loss.withMiner(new BatchAllMiner()).withMargin(0.5).miner())
        .isEqualTo(new BatchAllMiner());
    Distance cosine = Distance.COSINE;
    assertThat(loss.withDistance(cosine).miner())
        .isEqualTo(TripletMarginMiner.semiHard(0.2, cosine));
    assertThat(loss.withMiner(BatchEasyHardMiner.batchHard(UNIT)).withDistance(cosine).miner())
        .isEqualTo(BatchEasyHardMiner.batchHard(cosine));
    for (var miner :
        List.of(
            BatchEasyHardMiner.batchHard(Distance.EUCLIDEAN),
            TripletMarginMiner.semiHard(0.2, Distance.EUCLIDEAN))) {
      assertThat(loss.withMiner(miner).withDistance(cosine).miner()).isEqualTo(miner);
    }
  }
}
