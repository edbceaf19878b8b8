package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VerificationScoresTest {

  private static VerificationScores of(float[] distances, boolean[] same) {
    return VerificationScores.of(PairDistances.of(distances, same));
  }

  @Test
  void allPairsAreThoseOneByOne() {
    Matrix vectors = Randoms.gaussian(60, 5, 3);
    int[] labels = Randoms.labels(60, 4, 4);
    float[] distances = new float[60 * 59 / 2];
    boolean[] same = new boolean[distances.length];
    int at = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = i + 1; j < 60; j++) {
        distances[at] = PairDistances.between(VectorSource.of(vectors), new int[] {i, j})[0];
        same[at++] = labels[i] == labels[j];
      }
    }
    VerificationScores expected = of(distances, same);
    try (Workers workers = new Workers(2)) {
      VerificationScores scores =
          VerificationScores.of(PairDistances.ofAll(VectorSource.of(vectors), labels, workers));
      assertThat(scores.pairs()).isEqualTo(60 * 59 / 2);
      assertThat(scores.rocAuc()).isCloseTo(expected.rocAuc(), within(1e-3));
      assertThat(scores.eer()).isCloseTo(expected.eer(), within(2e-3));
      assertThat(scores.bestAccuracy()).isCloseTo(expected.bestAccuracy(), within(2e-3));
      assertThat(scores.tarAtFar1e1()).isCloseTo(expected.tarAtFar1e1(), within(5e-3));
    }
  }

  @Test
  void theCurveGoesFromCornerToCorner() {
    VerificationScores scores =
        of(new float[] {1, 2, 3, 4}, new boolean[] {true, false, true, false});
    assertThat(scores.curve())
        .containsExactly(
            new VerificationScores.Point(0, 0),
            new VerificationScores.Point(0, 0.5),
            new VerificationScores.Point(0.5, 0.5),
            new VerificationScores.Point(0.5, 1),
            new VerificationScores.Point(1, 1));
  }

  @Test
  void perfectOrderHasNoErrors() {
    VerificationScores scores =
        of(new float[] {0.1f, 0.2f, 0.8f, 0.9f}, new boolean[] {true, true, false, false});
    assertThat(scores.rocAuc()).isEqualTo(1);
    assertThat(scores.eer()).isZero();
    assertThat(scores.tarAtFar1e3()).isEqualTo(1);
    assertThat(scores.bestThreshold()).isCloseTo(0.2, within(1e-6));
    assertThat(scores.bestAccuracy()).isEqualTo(1);
  }

  @Test
  void tiesCountHalf() {
    VerificationScores scores =
        of(new float[] {1, 1, 1, 1}, new boolean[] {true, true, false, false});
    assertThat(scores.rocAuc()).isEqualTo(0.5);
    assertThat(scores.eer()).isEqualTo(0.5);
    assertThat(scores.tarAtFar1e1()).isZero();
    assertThat(scores.bestAccuracy()).isEqualTo(0.5);
  }

  @Test
  void agreesWithCountingAllPairsOfPairs() {
    RandomGenerator random = new Seed(1).stream("test");
    int n = 400;
    float[] distances = new float[n];
    boolean[] same = new boolean[n];
    for (int i = 0; i < n; i++) {
      same[i] = random.nextInt(3) == 0;
      // Few different values, so that there are ties.
      distances[i] = random.nextInt(20) + (same[i] ? 0 : 4);
    }
    double ordered = 0;
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (same[i] && !same[j]) {
          all++;
          ordered += distances[i] < distances[j] ? 1 : distances[i] == distances[j] ? 0.5 : 0;
        }
      }
    }
    VerificationScores scores = of(distances, same);
    assertThat(scores.rocAuc()).isCloseTo(ordered / all, within(1e-9));
    assertThat(scores.eer()).isBetween(1 - scores.bestAccuracy(), 0.5);
    assertThat(scores.tarAtFar1e1()).isEqualTo(tarAt(distances, same, 0.1));
    assertThat(scores.tarAtFar1e2()).isEqualTo(tarAt(distances, same, 0.01));
  }

  private static double tarAt(float[] distances, boolean[] same, double most) {
    double best = 0;
    for (float threshold : distances) {
      double accepted = 0;
      double positives = 0;
      double wrong = 0;
      double negatives = 0;
      for (int i = 0; i < same.length; i++) {
        positives += same[i] ? 1 : 0;
        negatives += same[i] ? 0 : 1;
        accepted += same[i] && distances[i] <= threshold ? 1 : 0;
        wrong += !same[i] && distances[i] <= threshold ? 1 : 0;
      }
      if (wrong / negatives <= most) {
        best = Math.max(best, accepted / positives);
      }
    }
    return best;
  }

  @Test
  void refusesPairsOfOneKind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(new float[] {1, 2}, new boolean[] {true, true}))
        .withMessageContaining("found 2 same and 0 different");
  }
}
