package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.math.Matrix;
import io.tercet.math.Randoms;
import io.tercet.math.Workers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighborsTest {
  private final Workers workers = new Workers(2);

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "3, 2, 4, 5", "600, 1500, 17, 5", "40, 2100, 64, 10"})
  void agreesWithSortingAllDistances(int queries, int reference, int d, int k) {
    Matrix q = Randoms.gaussian(queries, d, 1);
    Matrix r = Randoms.gaussian(reference, d, 2);
    Neighbors found = NearestNeighbors.search(VectorSource.of(q), VectorSource.of(r), k, workers);
    for (int i = 0; i < queries; i++) {
      int[] expected = sorted(q, i, r, -1);
      for (int rank = 0; rank < k; rank++) {
        assertThat(found.index(i, rank)).isEqualTo(rank < reference ? expected[rank] : -1);
        float distance = found.distance()[i * k + rank];
        if (rank < reference) {
          assertThat((double) distance)
              .isCloseTo(Math.sqrt(squared(q, i, r, expected[rank])), within(1e-4));
        } else {
          assertThat(distance).isInfinite();
        }
      }
    }
  }

  @Test
  void leavesSelfOut() {
    Matrix vectors = Randoms.gaussian(700, 6, 3);
    Neighbors found = NearestNeighbors.searchOthers(VectorSource.of(vectors), 3, workers);
    for (int i = 0; i < 700; i++) {
      int[] expected = sorted(vectors, i, vectors, i);
      for (int rank = 0; rank < 3; rank++) {
        assertThat(found.index(i, rank)).isEqualTo(expected[rank]);
      }
    }
  }

  @Test
  void tiesGoToTheLowerIndex() {
    Matrix reference = Matrix.of(new float[][] {{5, 0}, {1, 0}, {0, 1}, {1, 0}});
    Neighbors found =
        NearestNeighbors.search(
            VectorSource.of(Matrix.of(new float[][] {{0, 0}})),
            VectorSource.of(reference),
            3,
            workers);
    assertThat(found.index()).containsExactly(1, 2, 3);
  }

  @Test
  void doesNotDependOnTheThreads() {
    VectorSource q = VectorSource.of(Randoms.gaussian(1100, 30, 4));
    VectorSource r = VectorSource.of(Randoms.gaussian(3000, 30, 5));
    Neighbors expected = NearestNeighbors.search(q, r, 4, new Workers(1));
    Neighbors found = NearestNeighbors.search(q, r, 4, new Workers(3));
    assertThat(found.index()).isEqualTo(expected.index());
    assertThat(found.distance()).isEqualTo(expected.distance());
  }

  @Test
  void votesGoToTheMajorityAndTiesToTheNearest() {
    // Neighbours of one query, nearest first, have classes 1, 0, 2, 2, 0.
    Neighbors neighbors = new Neighbors(5, new int[] {4, 0, 1, 2, 3}, new float[5]);
    int[] reference = {0, 2, 2, 0, 1};
    assertThat(KnnAccuracy.of(neighbors, 1, new int[] {1}, reference)).isEqualTo(1);
    assertThat(KnnAccuracy.of(neighbors, 4, new int[] {2}, reference)).isEqualTo(1);
    assertThat(KnnAccuracy.of(neighbors, 5, new int[] {0}, reference)).isEqualTo(1);
    assertThat(KnnAccuracy.of(neighbors, 5, new int[] {2}, reference)).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    VectorSource three = VectorSource.of(Matrix.zeros(2, 3));
    VectorSource four = VectorSource.of(Matrix.zeros(2, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbors.search(three, four, 1, workers))
        .withMessage("queries have 3 dimensions, reference has 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbors.search(three, three, 0, workers));
  }

  private static int[] sorted(Matrix q, int i, Matrix r, int without) {
    return IntStream.range(0, r.rows())
        .filter(j -> j != without)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer j) -> squared(q, i, r, j)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double squared(Matrix q, int i, Matrix r, int j) {
    double sum = 0;
    for (int c = 0; c < q.columns(); c++) {
      double difference = (double) q.get(i, c) - r.get(j, c);
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void emptyReferenceGivesNoNeighbours() {
    Neighbors found =
        NearestNeighbors.search(
            VectorSource.of(Matrix.zeros(2, 3)), VectorSource.of(Matrix.zeros(0, 3)), 2, workers);
    assertThat(found.index()).containsOnly(-1);
    assertThat(Arrays.stream(new int[] {found.queries()})).containsExactly(2);
  }
}
