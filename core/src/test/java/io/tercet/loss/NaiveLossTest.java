package io.tercet.loss;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.distance.Distance;
import io.tercet.loss.NaiveLosses.Naive;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every loss against its naive twin over random batches: the value, and the gradient against finite
 * differences of the twin, in double precision.
 */
class NaiveLossTest extends LossAgreement {
  /** Mutation testing, which runs them again and again, takes fewer and smaller batches. */
  private static final boolean QUICK = Boolean.getBoolean("tercet.quick");

  private static final int TRIES = QUICK ? 1 : 3;
  private static final int ROWS = QUICK ? 8 : 14;

  /** Batches of a kind of which there are few. */
  private static final int FEWEST = 20;

  /** By kind: names of losses and miners without their constants. */
  private static final Map<String, List<Twins>> TWINS =
      Twins.all().stream().collect(Collectors.groupingBy(Twins::kind));

  static Set<String> kinds() {
    return new TreeSet<>(TWINS.keySet());
  }

  /** A batch of its own for each loss, distance, reducer and miner: some 2,000 a try. */
  @ParameterizedTest
  @MethodSource("kinds")
  void lossesAmongTheExamplesAgree(String kind) {
    List<Twins> all = Objects.requireNonNull(TWINS.get(kind));
    qt().withExamples(Math.max(TRIES, FEWEST / all.size()))
        .forAll(longs(0, 1_000_000))
        .checkAssert(first -> {
          for (int i = 0; i < all.size(); i++) {
            Twins twins = all.get(i);
            long seed = first + i;
            RandomGenerator random = new Seed(seed).stream("sizes");
            int n = random.nextInt(2, ROWS + 1);
            Matrix embeddings = Randoms.gaussian(n, random.nextInt(2, 7), seed);
            int[] labels = Randoms.labels(n, random.nextInt(1, 5), seed);
            check(
                twins.name(),
                twins.fast().get(),
                embeddings,
                labels,
                x -> twins.naive().value(x, labels, x, labels));
          }
        });
  }

  @Test
  void circleLossAgreesWithItsWeightsHeld() {
    qt().withExamples(13 * TRIES)
        .forAll(ints(2, 12), ints(1, 4), longs(0, 1_000_000))
        .checkAssert((n, classes, seed) -> {
          Matrix embeddings = Randoms.gaussian(n, 4, seed);
          int[] labels = Randoms.labels(n, classes, seed);
          double[][] base = rows(embeddings);
          for (Reducer reducer : Reducer.values()) {
            CircleLoss loss = new CircleLoss(0.4, 8, Distance.COSINE, reducer);
            check(
                loss.toString(),
                new PairObjective(loss, null, Twins.SEED),
                embeddings,
                labels,
                x -> NaiveLosses.circle(0.4, 8, Distance.COSINE, reducer, x, labels, base));
          }
        });
  }

  @Test
  void lossesAgainstProxiesAgree() {
    qt().withExamples(20 * TRIES)
        .forAll(ints(1, 12), ints(2, 6), ints(1, 5), longs(0, 1_000_000))
        .checkAssert((n, d, classes, seed) -> {
          Matrix embeddings = Randoms.gaussian(n, d, seed);
          Matrix proxies = Randoms.gaussian(classes, d, seed + 1);
          int[] labels = Randoms.labels(n, classes, seed);
          Distance squared = new ProxyNcaLoss(2).distance();
          checkProxies(
              new ProxyAnchorLoss(0.1, 8),
              true,
              NaiveLosses.proxyAnchor(0.1, 8),
              embeddings,
              labels,
              proxies);
          checkProxies(
              new ProxyNcaLoss(2),
              false,
              NaiveLosses.softmax(squared, 2, v -> -2 * v),
              embeddings,
              labels,
              proxies);
          checkProxies(
              new CosFaceLoss(0.35, 8),
              false,
              NaiveLosses.softmax(Distance.COSINE, 8, v -> 8 * (v - 0.35)),
              embeddings,
              labels,
              proxies);
          checkProxies(
              new ArcFaceLoss(0.5, 8),
              false,
              NaiveLosses.softmax(Distance.COSINE, 8, NaiveLossTest::arcFaceLogit),
              embeddings,
              labels,
              proxies);
          checkProxies(new CenterLoss(), false, NaiveLosses.center(), embeddings, labels, proxies);
        });
  }

  /** NaN where the angle is so small that single precision cannot tell it. */
  private static double arcFaceLogit(double v) {
    if (v > 1 - 1e-4) {
      return Double.NaN;
    }
    double angle = Math.acos(v);
    return angle > Math.PI - 0.5 ? 8 * (v - 0.5 * Math.sin(0.5)) : 8 * Math.cos(angle + 0.5);
  }

  private void checkProxies(
      AnchorLoss loss,
      boolean anchors,
      Naive naive,
      Matrix embeddings,
      int[] labels,
      Matrix proxies) {
    LossParameters weights = new LossParameters("proxies", proxies);
    Objective objective =
        anchors
            ? ProxyObjective.proxiesAsAnchors(loss, weights)
            : ProxyObjective.examplesAsAnchors(loss, weights);
    int[] classes = IntStream.range(0, proxies.rows()).toArray();
    double[][] x = rows(embeddings);
    double[][] y = rows(proxies);
    check(loss.toString(), objective, embeddings, labels, e -> naive.value(e, labels, y, classes));
    checkGradients(
        loss + " by proxies",
        weights.gradient().data(),
        y,
        p -> naive.value(x, labels, p, classes));
  }

  @Test
  void learnedBoundaryAgrees() {
    qt().withExamples(13 * TRIES)
        .forAll(ints(2, 12), ints(1, 4), longs(0, 1_000_000))
        .checkAssert((n, classes, seed) -> {
          Matrix embeddings = Randoms.gaussian(n, 4, seed);
          int[] labels = Randoms.labels(n, classes, seed);
          Distance d = Distance.NORMALIZED_EUCLIDEAN;
          LearnedMarginObjective objective =
              new LearnedMarginObjective(new MarginLoss(0.2, 1.1f, d));
          double[][] x = rows(embeddings);
          check(
              "learned margin",
              objective,
              embeddings,
              labels,
              e -> NaiveLosses.marginLoss(0.2, 1.1f, d).value(e, labels, e, labels));
          checkGradients(
              "beta",
              objective.weights().getFirst().gradient().data(),
              new double[][] {{1.1f}},
              b -> NaiveLosses.marginLoss(0.2, b[0][0], d).value(x, labels, x, labels));
        });
  }

  @Test
  void varianceTermAgrees() {
    qt().withExamples(13 * TRIES)
        .forAll(ints(1, 12), longs(0, 1_000_000))
        .checkAssert((n, seed) -> {
          Matrix embeddings = Randoms.gaussian(n, 5, seed);
          for (double spread : new double[] {0.5, 1, 3}) {
            check(
                "variance " + spread,
                new VarianceLoss(spread),
                embeddings,
                new int[n],
                x -> NaiveLosses.variance(spread, x));
          }
        });
  }
}
