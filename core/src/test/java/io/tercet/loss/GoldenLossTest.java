package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.Golden;
import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Losses and gradients against PyTorch Metric Learning 2.8.1, on all six batches. */
class GoldenLossTest {
  private static final String PROXY_ANCHOR = "proxy-anchor margin=0.1 alpha=32";
  private static final String ARCFACE = "arcface margin=28.6deg scale=64";
  private static final Distance UNIT = Distance.NORMALIZED_EUCLIDEAN;
  private static final TripletMiner ALL = new BatchAllMiner();
  private static final Seed SEED = new Seed(1);

  private final Workers workers = new Workers(2);

  static Map<String, Objective> objectives() {
    Map<String, Objective> all = new LinkedHashMap<>();
    Reducer nonZero = Reducer.MEAN_NON_ZERO;
    Reducer mean = Reducer.MEAN;
    all.put("triplet all l2-normalized margin=0.05 avg-nonzero", triplet(ALL, 0.05, UNIT, nonZero));
    all.put("triplet all l2-normalized margin=0.2 mean", triplet(ALL, 0.2, UNIT, mean));
    all.put(
        "triplet all euclidean-raw margin=0.5 avg-nonzero",
        triplet(ALL, 0.5, Distance.EUCLIDEAN, nonZero));
    Distance squared = new Distance(DistanceKind.SQUARED_EUCLIDEAN, false);
    all.put("triplet all squared-euclidean-raw margin=0.2 mean", triplet(ALL, 0.2, squared, mean));
    all.put(
        "triplet all cosine margin=0.2 avg-nonzero", triplet(ALL, 0.2, Distance.COSINE, nonZero));
    all.put(
        "triplet all l2-normalized margin=0.2 swap avg-nonzero",
        new SwappedTripletObjective(ALL, new TripletMarginLoss(0.2, false, UNIT, nonZero), SEED));
    all.put(
        "triplet all l2-normalized margin=0.2 smooth mean",
        pair(new MinedTripletLoss(ALL, new TripletMarginLoss(0.2, true, UNIT, mean))));
    all.put(
        "triplet batch-hard l2-normalized margin=0.2 mean",
        triplet(BatchEasyHardMiner.batchHard(UNIT), 0.2, UNIT, mean));
    all.put(
        "triplet semihard(0.2) l2-normalized margin=0.2 avg-nonzero",
        triplet(rule(TripletDifficulty.SEMI_HARD), 0.2, UNIT, nonZero));
    all.put(
        "triplet hard(0.2) l2-normalized margin=0.2 avg-nonzero",
        triplet(rule(TripletDifficulty.HARD), 0.2, UNIT, nonZero));
    all.put(
        "triplet easy(0.2) l2-normalized margin=0.2 mean",
        triplet(rule(TripletDifficulty.EASY), 0.2, UNIT, mean));
    all.put(
        "triplet batch-easy-hard(easy,semihard) l2-normalized margin=0.2 mean",
        triplet(new BatchEasyHardMiner(Hardness.EASY, Hardness.SEMI_HARD, UNIT), 0.2, UNIT, mean));
    all.put(
        "contrastive l2-normalized pos=0 neg=1", pair(new ContrastiveLoss(0, 1, UNIT, nonZero)));
    all.put("ntxent cosine temperature=0.07", pair(new NtXentLoss(0.07, Distance.COSINE, mean)));
    all.put(
        "supcon cosine temperature=0.1",
        pair(new SupervisedContrastiveLoss(0.1, Distance.COSINE, nonZero)));
    MultiSimilarityLoss multi = new MultiSimilarityLoss(2, 50, 0.5, Distance.COSINE, mean);
    all.put("multi-similarity alpha=2 beta=50 base=0.5", pair(multi));
    all.put(
        "multi-similarity alpha=2 beta=50 base=0.5 miner(0.1)",
        new PairObjective(multi, new MultiSimilarityMiner(0.1f, Distance.COSINE), SEED));
    all.put("circle m=0.4 gamma=80", pair(new CircleLoss(0.4, 80, Distance.COSINE, nonZero)));
    all.put("margin margin=0.2 beta=1.2 l2-normalized", pair(new MarginLoss(0.2, 1.2, UNIT)));
    return all;
  }

  private static Objective triplet(
      TripletMiner miner, double margin, Distance distance, Reducer reducer) {
    return pair(
        new MinedTripletLoss(miner, new TripletMarginLoss(margin, false, distance, reducer)));
  }

  private static TripletMiner rule(TripletDifficulty rule) {
    return new TripletMarginMiner(rule, 0.2f, UNIT);
  }

  private static Objective pair(AnchorLoss loss) {
    return new PairObjective(loss, null, SEED);
  }

  static Iterable<String> names() {
    return objectives().keySet();
  }

  /** Losses with weights of their own, given as the figures have them. */
  private static Objective withWeights(String name, JsonNode expected) {
    if (name.equals(PROXY_ANCHOR)) {
      LossParameters proxies =
          new LossParameters("proxies", Golden.matrix(expected.get("proxies")));
      return ProxyObjective.proxiesAsAnchors(new ProxyAnchorLoss(0.1, 32), proxies);
    }
    Matrix classWeights = Golden.matrix(expected.get("class_weights"));
    return ProxyObjective.examplesAsAnchors(
        new ArcFaceLoss(Math.toRadians(28.6), 64),
        new LossParameters("class_weights", classWeights));
  }

  @Test
  void everyGoldenLossIsCompared() {
    for (JsonNode batch : Golden.cases()) {
      batch
          .get("losses")
          .properties()
          .forEach(loss ->
              assertThat(
                      objectives().containsKey(loss.getKey())
                          || List.of(PROXY_ANCHOR, ARCFACE).contains(loss.getKey()))
                  .as(loss.getKey())
                  .isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROXY_ANCHOR, ARCFACE})
  void lossesWithWeightsAgreeWithTheGoldenFigures(String name) {
    String ofWeights = name.equals(PROXY_ANCHOR) ? "proxy_gradient" : "class_weight_gradient";
    for (JsonNode golden : Golden.cases()) {
      JsonNode expected = golden.get("losses").get(name);
      Objective objective = withWeights(name, expected);
      compare(objective, golden, expected);
      Matrix gradient = objective.weights().getFirst().gradient();
      compareEntries(gradient.data(), Golden.matrix(expected.get(ofWeights)).data());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithTheGoldenFigures(String name) {
    for (JsonNode golden : Golden.cases()) {
      compare(
          Objects.requireNonNull(objectives().get(name)), golden, golden.get("losses").get(name));
    }
  }

  private void compare(Objective objective, JsonNode golden, JsonNode expected) {
    Matrix embeddings = Golden.matrix(golden.get("embeddings"));
    int[] labels = Golden.ints(golden.get("labels"));
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), embeddings.columns());
    Batch batch = new Batch(new int[labels.length], labels, 0);
    double loss = objective.evaluate(batch, embeddings, gradient, workers).loss();
    double value = expected.get("loss").doubleValue();
    assertThat(loss).isCloseTo(value, within(Math.max(1e-4 * Math.abs(value), 1e-5)));
    Matrix full = Matrix.zerosLike(embeddings);
    for (int i = 0; i < gradient.activeCount(); i++) {
      int row = gradient.activeRows()[i];
      for (int j = 0; j < full.columns(); j++) {
        full.set(row, j, gradient.matrix().get(row, j));
      }
    }
    compareEntries(full.data(), Golden.matrix(expected.get("gradient")).data());
  }

  private static void compareEntries(float[] found, float[] expected) {
    float largest = 1e-5f;
    for (float gradient : expected) {
      largest = Math.max(largest, Math.abs(gradient));
    }
    assertThat(found).containsExactly(expected, within(1e-4f * largest));
  }
}
