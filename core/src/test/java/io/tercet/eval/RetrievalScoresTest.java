package io.tercet.eval;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.Golden;
import io.tercet.eval.RetrievalScores.AtK;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RetrievalScoresTest {
  private final Workers workers = new Workers(2);

  private static List<JsonNode> cases() {
    return Golden.cases().stream().filter(golden -> golden.has("metrics")).toList();
  }

  private static void compare(RetrievalScores scores, JsonNode expected) {
    check(scores.precisionAt1(), expected, "precision_at_1");
    check(scores.rPrecision(), expected, "r_precision");
    check(scores.meanAveragePrecisionAtR(), expected, "mean_average_precision_at_r");
    check(scores.meanAveragePrecision(), expected, "mean_average_precision");
    check(scores.meanReciprocalRank(), expected, "mean_reciprocal_rank");
  }

  private static void check(double found, JsonNode expected, String name) {
    double value = Objects.requireNonNull(expected.get(name)).doubleValue();
    assertThat(found).as(name).isCloseTo(value, within(1e-6));
  }

  @Test
  void agreesWithTheGoldenFiguresAmongThemselves() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(4);
    for (JsonNode golden : cases()) {
      VectorSource vectors = VectorSource.of(Golden.matrix(golden.get("embeddings")));
      int[] labels = Golden.ints(golden.get("labels"));
      compare(
          RetrievalScores.amongThemselves(vectors, labels, workers),
          golden.get("metrics").get("euclidean, query among reference (self left out)"));
    }
  }

  @Test
  void agreesWithTheGoldenFiguresOnASeparateReference() {
    for (JsonNode golden : cases()) {
      compare(
          RetrievalScores.of(
              VectorSource.of(Golden.matrix(golden.get("embeddings"))),
              Golden.ints(golden.get("labels")),
              VectorSource.of(Golden.matrix(golden.get("reference_embeddings"))),
              Golden.ints(golden.get("reference_labels")),
              workers),
          golden.get("metrics").get("euclidean, separate reference"));
    }
  }

  @Test
  void aRankingByHand() {
    Matrix reference = Matrix.of(new float[][] {{1}, {2}, {3}, {4}});
    RetrievalScores scores =
        RetrievalScores.of(
            VectorSource.of(Matrix.of(new float[][] {{0}})),
            new int[] {7},
            VectorSource.of(reference),
            new int[] {5, 7, 5, 7},
            workers);
    assertThat(scores)
        .isEqualTo(
            new RetrievalScores(
                List.of(
                    new AtK(1, 0, 0),
                    new AtK(5, 0.4, 1),
                    new AtK(10, 0.2, 1),
                    new AtK(100, 0.02, 1)),
                0.5,
                0.25,
                0.5,
                0.5,
                1,
                0));
  }

  @Test
  void queriesWithoutMatchAreLeftOutAndCounted() {
    Matrix vectors = Randoms.gaussian(5, 3, 1);
    RetrievalScores scores =
        RetrievalScores.amongThemselves(
            VectorSource.of(vectors), new int[] {0, 0, 1, 2, 3}, workers);
    assertThat(scores.queries()).isEqualTo(2);
    assertThat(scores.withoutMatch()).isEqualTo(3);
    RetrievalScores none =
        RetrievalScores.amongThemselves(
            VectorSource.of(vectors), new int[] {0, 1, 2, 3, 4}, workers);
    assertThat(none.queries()).isZero();
    assertThat(none.withoutMatch()).isEqualTo(5);
    assertThat(none.meanAveragePrecision()).isZero();
  }

  @Test
  void tiesAreNotInFavorOfTheEmbeddings() {
    RetrievalScores scores =
        RetrievalScores.amongThemselves(
            VectorSource.of(Matrix.zeros(6, 3)), new int[] {0, 0, 0, 1, 1, 1}, workers);
    assertThat(scores.precisionAt1()).isZero();
    assertThat(scores.meanReciprocalRank()).isEqualTo(0.25); // behind all three others
  }

  @Test
  void agreesWithSortingEachQuery() {
    qt().withExamples(30)
        .forAll(ints(1, 40), ints(1, 700), ints(1, 9))
        .checkAssert((queries, reference, classes) -> {
          Matrix q = onGrid(Randoms.gaussian(queries, 3, reference));
          Matrix r = onGrid(Randoms.gaussian(reference, 3, queries + 1000));
          int[] queryLabels = Randoms.labels(queries, classes, 1);
          int[] labels = Randoms.labels(reference, classes, 2);
          double precision = 0;
          double reciprocal = 0;
          int counted = 0;
          for (int i = 0; i < queries; i++) {
            int query = i;
            int[] order =
                IntStream.range(0, reference)
                    .boxed()
                    .sorted(
                        Comparator.comparingDouble((Integer j) -> squared(q, query, r, j))
                            .thenComparing(
                                j -> labels[j] == queryLabels[query])) // ties: matches last
                    .mapToInt(Integer::intValue)
                    .toArray();
            int found = 0;
            double sum = 0;
            double first = 0;
            for (int rank = 0; rank < reference; rank++) {
              if (labels[order[rank]] == queryLabels[i]) {
                found++;
                sum += found / (rank + 1.0);
                first = first == 0 ? 1 / (rank + 1.0) : first;
              }
            }
            counted += found > 0 ? 1 : 0;
            precision += found > 0 ? sum / found : 0;
            reciprocal += first;
          }
          RetrievalScores scores =
              RetrievalScores.of(
                  VectorSource.of(q), queryLabels, VectorSource.of(r), labels, workers);
          assertThat(scores.queries()).isEqualTo(counted);
          assertThat(scores.meanAveragePrecision())
              .isCloseTo(precision / Math.max(counted, 1), within(1e-6));
          assertThat(scores.meanReciprocalRank())
              .isCloseTo(reciprocal / Math.max(counted, 1), within(1e-6));
        });
  }

  /** Multiples of 1/64: their distances are exact in single precision, and some are equal. */
  private static Matrix onGrid(Matrix matrix) {
    float[] values = matrix.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(values[i] * 64) / 64f;
    }
    return matrix;
  }

  private static double squared(Matrix a, int i, Matrix b, int j) {
    double sum = 0;
    for (int p = 0; p < a.columns(); p++) {
      double difference = a.get(i, p) - (double) b.get(j, p);
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void refusesLabelsOutOfStep() {
    VectorSource vectors = VectorSource.of(Matrix.zeros(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetrievalScores.amongThemselves(vectors, new int[2], workers))
        .withMessage("3 queries with 2 labels, 3 reference vectors with 2 labels");
  }
}
