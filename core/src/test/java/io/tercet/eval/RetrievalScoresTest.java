package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.Golden;
import io.tercet.math.Matrix;
import io.tercet.math.Randoms;
import io.tercet.math.Workers;
import java.util.List;
import java.util.Objects;
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
    assertThat(scores).isEqualTo(new RetrievalScores(0, 1, 0.5, 0.25, 0.5, 0.5, 1, 0));
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
    assertThat(none).isEqualTo(new RetrievalScores(0, 0, 0, 0, 0, 0, 0, 5));
  }

  @Test
  void refusesLabelsOutOfStep() {
    VectorSource vectors = VectorSource.of(Matrix.zeros(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetrievalScores.amongThemselves(vectors, new int[2], workers))
        .withMessage("3 queries with 2 labels, 3 reference vectors with 2 labels");
  }
}
