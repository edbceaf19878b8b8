package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** k-means, nearest centroid, few-shot and the folds of LFW, on vectors of known classes. */
class ClassifiersTest {
  private final Workers workers = new Workers(2);

  /** Classes as far apart as {@code distance}, one on each axis. */
  private static Matrix classes(int[] labels, float distance, long seed) {
    Matrix vectors = Randoms.gaussian(labels.length, 8, seed);
    for (int i = 0; i < labels.length; i++) {
      vectors.set(i, labels[i], vectors.get(i, labels[i]) + distance);
    }
    return vectors;
  }

  @Test
  void clustersFarApartAreFound() {
    int[] labels = Randoms.labels(300, 5, 1);
    VectorSource vectors = VectorSource.of(classes(labels, 40, 2));
    int[] clusters = KMeans.of(vectors, 5, new Seed(1), workers).assigned();
    assertThat(ClusterAgreement.of(labels, clusters).nmi()).isCloseTo(1, within(1e-9));
    try (Workers alone = new Workers(1)) {
      assertThat(KMeans.of(vectors, 5, new Seed(1), alone).assigned()).isEqualTo(clusters);
    }
  }

  /** One try of plain k-means++ ends at 1.5 to 3 times the best inertia here. */
  @Test
  void manyClustersFarApartAreFoundWithoutMergingAny() {
    int[] labels = Randoms.labels(1500, 60, 3);
    for (int seed = 1; seed <= 5; seed++) {
      Matrix vectors = Randoms.gaussian(1500, 6, seed);
      Matrix centers = Randoms.gaussian(60, 6, seed + 100);
      for (int i = 0; i < 1500; i++) {
        for (int p = 0; p < 6; p++) {
          vectors.set(i, p, vectors.get(i, p) + 40 * centers.get(labels[i], p));
        }
      }
      KMeans found = KMeans.of(VectorSource.of(vectors), 60, new Seed(seed), workers);
      assertThat(found.inertia()).isLessThan(1.05 * inertia(vectors, labels, 60));
    }
  }

  private static double inertia(Matrix vectors, int[] labels, int clusters) {
    double sum = 0;
    for (int cluster = 0; cluster < clusters; cluster++) {
      int chosen = cluster;
      int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == chosen).toArray();
      for (int p = 0; p < vectors.columns(); p++) {
        int component = p;
        double mean = Arrays.stream(own).mapToDouble(i -> vectors.get(i, component)).sum();
        double away = mean / Math.max(own.length, 1);
        sum += Arrays.stream(own).mapToDouble(i -> square(vectors.get(i, component) - away)).sum();
      }
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void noVectorHasACloserCenterThanItsOwn() {
    Matrix vectors = Randoms.gaussian(200, 3, 3);
    int[] clusters = KMeans.of(VectorSource.of(vectors), 4, new Seed(2), workers).assigned();
    double[][] centers = new double[4][3];
    double[] counts = new double[4];
    for (int i = 0; i < 200; i++) {
      counts[clusters[i]]++;
      for (int p = 0; p < 3; p++) {
        centers[clusters[i]][p] += vectors.get(i, p);
      }
    }
    for (int i = 0; i < 200; i++) {
      double[] squared = new double[4];
      for (int c = 0; c < 4; c++) {
        for (int p = 0; p < 3; p++) {
          squared[c] += Math.pow(vectors.get(i, p) - centers[c][p] / counts[c], 2);
        }
      }
      assertThat(squared[clusters[i]])
          .isLessThanOrEqualTo(Arrays.stream(squared).min().orElseThrow() + 1e-4);
    }
  }

  @Test
  void identicalVectorsCanBeClusteredToo() {
    int[] clusters =
        KMeans.of(VectorSource.of(Matrix.zeros(9, 2)), 3, new Seed(1), workers).assigned();
    assertThat(clusters).hasSize(9).containsOnly(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            KMeans.of(VectorSource.of(Matrix.zeros(2, 2)), 3, new Seed(1), workers).assigned())
        .withMessage("clusters must be 1 to 2, the number of vectors, found 3");
  }

  @Test
  void nearestCentroidTellsClassesFarApart() {
    int[] labels = Randoms.labels(200, 4, 5);
    int[] queryLabels = Randoms.labels(50, 4, 6);
    VectorSource reference = VectorSource.of(classes(labels, 40, 7));
    assertThat(
            CentroidAccuracy.of(
                VectorSource.of(classes(queryLabels, 40, 8)),
                queryLabels,
                reference,
                labels,
                workers))
        .isEqualTo(1);
    int[] other = Arrays.stream(queryLabels).map(label -> (label + 1) % 4).toArray();
    assertThat(
            CentroidAccuracy.of(
                VectorSource.of(classes(queryLabels, 40, 8)), other, reference, labels, workers))
        .isZero();
  }

  @Test
  void fewShotIsPerfectFarApartAndChanceOnNoise() {
    int[] labels = Randoms.labels(400, 8, 9);
    FewShotAccuracy far =
        FewShotAccuracy.of(VectorSource.of(classes(labels, 40, 10)), labels, 5, 1, new Seed(1));
    assertThat(far.mean()).isEqualTo(1);
    assertThat(far.interval()).isZero();
    FewShotAccuracy noise =
        FewShotAccuracy.of(
            VectorSource.of(Randoms.gaussian(400, 8, 11)), labels, 5, 1, new Seed(1));
    assertThat(noise.mean()).isCloseTo(0.2, within(0.02));
    assertThat(noise.interval()).isBetween(0.0005, 0.01);
    assertThat(
            FewShotAccuracy.of(
                VectorSource.of(Randoms.gaussian(400, 8, 11)), labels, 5, 1, new Seed(1)))
        .isEqualTo(noise);
  }

  @Test
  void fewShotWithFewClassesTakesAll() {
    int[] labels = {0, 0, 0, 1, 1, 1, 2};
    FewShotAccuracy accuracy =
        FewShotAccuracy.of(VectorSource.of(classes(labels, 40, 12)), labels, 5, 2, new Seed(1));
    assertThat(accuracy.ways()).isEqualTo(2);
    assertThat(accuracy.mean()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            FewShotAccuracy.of(VectorSource.of(Matrix.zeros(7, 2)), labels, 5, 3, new Seed(1)))
        .withMessage("5-way 3-shot needs two classes of 4 examples, found 0");
  }

  @Test
  void foldsUseTheThresholdOfTheOthers() {
    // Nine folds say that 1 is near and 3 far; in the tenth all is the other way round.
    float[] distances = new float[40];
    boolean[] same = new boolean[40];
    for (int i = 0; i < 40; i++) {
      same[i] = i % 2 == 0;
      boolean last = i >= 36;
      distances[i] = same[i] != last ? 1 : 3;
    }
    FoldAccuracy accuracy = FoldAccuracy.of(distances, same);
    assertThat(accuracy.mean()).isCloseTo(0.9, within(1e-9));
    assertThat(accuracy.standardError()).isCloseTo(0.1, within(1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FoldAccuracy.of(new float[12], new boolean[12]))
        .withMessage(
            "ten folds need ten pairs of either kind, found 12 distances, 0 same and 12"
                + " different");
  }
}
