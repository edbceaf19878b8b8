package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
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
    // Neighbors of one query, nearest first, have classes 1, 0, 2, 2, 0.
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

  /**
   * What rounding does to products: clusters far apart or off the origin, copies, extreme sizes.
   */
  @ParameterizedTest
  @CsvSource({
    "gaussian, 0, 1, 1",
    "clustered, 0, 1, 1",
    "clustered, 10000, 1, 1",
    "clustered, 10000, 1e-3, 40",
    "shifted, 1e6, 1, 40",
    "shifted, 100, 1e-6, 1",
    "copied, 0, 1, 1",
    "copied, 500, 1, 300",
    "gaussian, 0, 1e-22, 1",
    "gaussian, 0, 1e18, 1",
    "gaussian, 0, 1e30, 1",
    "same, 3, 1, 1"
  })
  void agreesWithDistancesInDoubleWhateverRounds(String kind, double shift, double scale, int d) {
    Matrix reference = vectors(kind, 2300, d + 6, shift, scale, 11);
    Matrix queries = vectors(kind, 130, d + 6, shift, scale, 12);
    System.arraycopy(reference.data(), 0, queries.data(), 0, 20 * queries.columns());
    Neighbors found =
        NearestNeighbors.search(VectorSource.of(queries), VectorSource.of(reference), 7, workers);
    for (int i = 0; i < queries.rows(); i++) {
      requireRanks(found, i, sorted(queries, i, reference, -1));
    }
    Neighbors others = NearestNeighbors.searchOthers(VectorSource.of(reference), 7, workers);
    for (int i = 0; i < reference.rows(); i += 23) {
      requireRanks(others, i, sorted(reference, i, reference, i));
    }
    int[] one = {5};
    Neighbors alone =
        NearestNeighbors.search(
            VectorSource.of(queries).select(one), VectorSource.of(reference), 7, workers);
    requireRanks(alone, 0, sorted(queries, 5, reference, -1));
  }

  private static void requireRanks(Neighbors found, int query, int[] expected) {
    int[] ranks = IntStream.range(0, found.k()).map(r -> found.index(query, r)).toArray();
    assertThat(ranks).isEqualTo(Arrays.copyOf(expected, found.k()));
  }

  private static Matrix vectors(
      String kind, int rows, int d, double shift, double scale, long seed) {
    Matrix vectors = Randoms.gaussian(rows, d, seed);
    Matrix centers = Randoms.gaussian(8, d, 99);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < d; j++) {
        float value = vectors.get(i, j);
        float moved =
            switch (kind) {
              case "gaussian" -> value;
              case "clustered" -> 100 * centers.get(i % 8, j) + value / 1000;
              case "shifted" -> value;
              case "copied" -> centers.get(i % 5, j);
              case "same" -> 1;
              default -> throw new IllegalArgumentException(kind);
            };
        vectors.set(i, j, (float) (moved * scale + shift));
      }
    }
    return vectors;
  }

  @Test
  void vectorsThatAreNoNumbersAreNobodysNeighbors() {
    Matrix vectors = Randoms.gaussian(50, 4, 3);
    vectors.set(7, 2, Float.NaN);
    vectors.set(9, 1, Float.POSITIVE_INFINITY);
    Neighbors found = NearestNeighbors.searchOthers(VectorSource.of(vectors), 3, workers);
    assertThat(found.index()).doesNotContain(7, 9);
    assertThat(Arrays.copyOfRange(found.index(), 21, 24)).containsOnly(-1);
    assertThat(found.index(0, 2)).isNotEqualTo(-1);
  }

  @Test
  void emptyReferenceGivesNoNeighbors() {
    Neighbors found =
        NearestNeighbors.search(
            VectorSource.of(Matrix.zeros(2, 3)), VectorSource.of(Matrix.zeros(0, 3)), 2, workers);
    assertThat(found.index()).containsOnly(-1);
    assertThat(Arrays.stream(new int[] {found.queries()})).containsExactly(2);
  }
}
