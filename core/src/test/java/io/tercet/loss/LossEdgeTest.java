package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.math.Matrix;
import io.tercet.math.Randoms;
import io.tercet.math.Workers;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.Choice;
import io.tercet.mining.MarginRule;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.PairMiner;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.sampling.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All losses x miners x distances: nothing is ever NaN, and gradients meet finite differences. */
class LossEdgeTest {
  private final Workers workers = new Workers(2);

  private static List<Distance> distances() {
    List<Distance> all = new ArrayList<>();
    for (DistanceKind kind : DistanceKind.values()) {
      all.add(new Distance(kind, false));
      all.add(new Distance(kind, true));
    }
    return all;
  }

  private static List<Objective> objectives() {
    List<Objective> all = new ArrayList<>();
    for (Distance distance : distances()) {
      for (Reducer reducer : Reducer.values()) {
        addTriplets(all, distance, reducer);
        addPairs(all, distance, reducer);
      }
    }
    return all;
  }

  private static void addTriplets(List<Objective> all, Distance distance, Reducer reducer) {
    List<TripletMiner> miners = new ArrayList<>(List.of(new BatchAllMiner(distance)));
    for (MarginRule rule : MarginRule.values()) {
      miners.add(new TripletMarginMiner(rule, 0.2f, Distance.NORMALIZED_EUCLIDEAN));
    }
    for (Choice positive : Choice.values()) {
      for (Choice negative : Choice.values()) {
        if (positive != Choice.SEMI_HARD || negative != Choice.SEMI_HARD) {
          miners.add(new BatchEasyHardMiner(positive, negative, distance));
        }
      }
    }
    for (TripletMiner miner : miners) {
      for (boolean soft : new boolean[] {false, true}) {
        TripletMarginLoss loss = new TripletMarginLoss(0.3, soft, soft, distance, reducer);
        all.add(new MinedTripletObjective(miner, loss));
      }
    }
  }

  private static void addPairs(List<Objective> all, Distance distance, Reducer reducer) {
    List<AnchorLoss> losses =
        new ArrayList<>(
            List.of(
                new ContrastiveLoss(0.1, 1.1, distance, reducer),
                new NtXentLoss(0.5, distance, reducer),
                new SupervisedContrastiveLoss(0.5, distance, reducer),
                new LiftedStructureLoss(1, distance, reducer)));
    if (distance.isSimilarity()) {
      losses.add(new MultiSimilarityLoss(2, 10, 0.5, distance, reducer));
      losses.add(new CircleLoss(0.4, 8, distance, reducer));
    } else {
      losses.add(new MarginLoss(0.2, 1.2, distance));
    }
    List<@Nullable PairMiner> miners = new ArrayList<>();
    miners.add(null);
    miners.add(new MultiSimilarityMiner(0.1f, distance));
    for (AnchorLoss loss : losses) {
      for (PairMiner miner : miners) {
        all.add(new PairObjective(loss, miner));
      }
    }
  }

  @Test
  void nothingIsEverNan() {
    Matrix same = Matrix.zeros(6, 4);
    Arrays.fill(same.data(), 0.7f);
    Matrix random = Randoms.gaussian(6, 4, 1);
    int[] labels = {0, 0, 1, 1, 2, 2};
    for (Objective objective : objectives()) {
      check(objective, same, labels);
      check(objective, Matrix.zeros(6, 4), labels);
      check(objective, random, new int[6]);
      check(objective, random, new int[] {0, 1, 2, 3, 4, 5});
      check(objective, Randoms.gaussian(1, 4, 2), new int[1]);
      check(objective, Matrix.zeros(0, 4), new int[0]);
    }
  }

  private void check(Objective objective, Matrix embeddings, int[] labels) {
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), 4);
    LossValue value = evaluate(objective, embeddings, labels, gradient);
    assertThat(value.loss()).as("%s", objective).isFinite().isNotNegative();
    assertThat(value.active()).as("%s", objective).isBetween(0.0, 1.0);
    for (float slope : gradient.matrix().data()) {
      assertThat(slope).as("%s", objective).isFinite();
    }
  }

  private LossValue evaluate(
      Objective objective, Matrix embeddings, int[] labels, EmbeddingGradient gradient) {
    Batch batch = new Batch(new int[labels.length], labels, 0);
    return objective.evaluate(batch, embeddings, gradient, workers);
  }

  @Test
  void gradientsMeetFiniteDifferences() {
    int[] labels = {0, 1, 0, 2, 1, 0, 2, 2, 1};
    Matrix embeddings = Randoms.gaussian(9, 4, 5);
    for (Objective objective : objectives()) {
      boolean constantWeights =
          objective instanceof PairObjective(AnchorLoss loss, var _) && loss instanceof CircleLoss;
      if (!constantWeights) { // circle loss holds its weights constant by definition
        checkGradient(objective, embeddings, labels);
      }
    }
  }

  private void checkGradient(Objective objective, Matrix embeddings, int[] labels) {
    EmbeddingGradient gradient = new EmbeddingGradient(9, 4);
    double middle = evaluate(objective, embeddings, labels, gradient).loss();
    EmbeddingGradient ignored = new EmbeddingGradient(9, 4);
    float[] e = embeddings.data();
    int compared = 0;
    for (int i = 0; i < e.length; i++) {
      float kept = e[i];
      float step = 1f / 1024;
      e[i] = kept + step;
      double above = evaluate(objective, embeddings, labels, ignored).loss();
      e[i] = kept - step;
      double below = evaluate(objective, embeddings, labels, ignored).loss();
      e[i] = kept;
      double bend = Math.abs(above + below - 2 * middle);
      if (bend < 2e-3 * step * (1 + Math.abs(middle))) { // no kink or change of triplets within
        compared++;
        double tolerance = 6e-3 * (1 + Math.abs(middle));
        assertThat((double) gradient.matrix().data()[i])
            .as("%s, entry %d", objective, i)
            .isCloseTo((above - below) / (2 * step), within(tolerance));
      }
    }
    assertThat(compared).as("%s", objective).isPositive();
  }
}
