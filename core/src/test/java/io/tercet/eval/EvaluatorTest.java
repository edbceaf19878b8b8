package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.data.Subset;
import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scores of small data; those that cannot be computed are absent and reported. */
class EvaluatorTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Workers workers = new Workers(1);

  @AfterEach
  void close() {
    workers.close();
  }

  /** Examples on a line: those of a class around its number, classes 100 apart. */
  private static Dataset line(List<String> names, int... labels) {
    Matrix rows = Matrix.zeros(labels.length, 2);
    for (int i = 0; i < labels.length; i++) {
      rows.set(i, 0, 100 * labels[i] + i);
      rows.set(i, 1, 1);
    }
    return new ArrayDataset(rows, names, labels);
  }

  private EmbeddingScores score(TrainTestSplit data, List<String> leftOut) {
    Evaluator evaluator = new Evaluator(data, new Seed(1), workers);
    leftOut.addAll(evaluator.leftOut());
    EmbeddingScores scores =
        evaluator.score(VectorSource.of(data.train()), VectorSource.of(data.test()));
    assertThat(evaluator.scoreRaw(1000)).isEqualTo(scores);
    return scores;
  }

  private EmbeddingScores score(TrainTestSplit data) {
    return score(data, new ArrayList<>());
  }

  @Test
  void oneExampleOfEachClassMakesNoTriplets() {
    List<String> leftOut = new ArrayList<>();
    TrainTestSplit data =
        new TrainTestSplit("x", line(NAMES, 0, 0, 0, 1, 1, 1, 2, 2, 2), line(NAMES, 0, 1, 2));
    EmbeddingScores scores = score(data, leftOut);
    assertThat(scores.oneNearest()).hasValue(1);
    assertThat(scores.fiveNearest()).isPresent();
    assertThat(scores.queries()).isEqualTo(3);
    assertThat(scores.triplets()).isEmpty();
    assertThat(leftOut)
        .containsExactly(
            "distances of test triplets are left out: triplets need a class of at least 2 examples,"
                + " found 3 classes of 1");
  }

  @Test
  void oneClassMakesNoTriplets() {
    TrainTestSplit data = new TrainTestSplit("x", line(NAMES, 0, 0, 1, 1), line(NAMES, 1, 1, 1));
    assertThat(score(data).oneNearest()).hasValue(1);
    assertThat(score(data).triplets()).isEmpty();
  }

  @Test
  void oneExampleIsClassified() {
    TrainTestSplit data = new TrainTestSplit("x", line(NAMES, 0, 0, 1, 1), line(NAMES, 1));
    assertThat(score(data).oneNearest()).hasValue(1);
  }

  @Test
  void withoutExamplesThereAreNoScores() {
    Dataset train = line(NAMES, 0, 0, 1, 1);
    EmbeddingScores scores = score(new TrainTestSplit("x", train, new Subset(train, new int[0])));
    assertThat(scores.oneNearest()).isEmpty();
    assertThat(scores.fiveNearest()).isEmpty();
    assertThat(scores.queries()).isZero();
    assertThat(scores.triplets()).isEmpty();
  }

  /** Class c has no example to be found: its query is left out, not wrong. */
  @Test
  void queriesWithoutAnyMatchAreLeftOut() {
    List<String> leftOut = new ArrayList<>();
    TrainTestSplit data =
        new TrainTestSplit("x", line(NAMES, 0, 0, 1, 1), line(NAMES, 0, 0, 1, 1, 2));
    EmbeddingScores scores = score(data, leftOut);
    assertThat(scores.oneNearest()).hasValue(1);
    assertThat(scores.queries()).isEqualTo(4);
    assertThat(leftOut)
        .containsExactly(
            "1-NN, 5-NN leave out 1 of 5 test examples: the reference has no other of their class");
  }

  @Test
  void ofUnseenClassesOneExampleEachIsNothingToFind() {
    List<String> others = List.of("x", "y", "z");
    TrainTestSplit lone = new TrainTestSplit("x", line(NAMES, 0, 0, 1, 1), line(others, 0, 1, 2));
    assertThat(score(lone).oneNearest()).isEmpty();
    assertThat(score(lone).queries()).isZero();
    TrainTestSplit some = new TrainTestSplit("x", line(NAMES, 0, 0, 1, 1), line(others, 0, 0, 1));
    assertThat(score(some).oneNearest()).hasValue(1);
    assertThat(score(some).queries()).isEqualTo(2);
    assertThat(score(some).triplets()).isPresent();
  }

  @Test
  void accuracyOfNoQueryIsRefused() {
    Neighbors none = new Neighbors(1, new int[0], new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnnAccuracy.of(none, 1, new int[0], new int[] {0}));
  }

  @Test
  void principalComponentsOfFewPoints() {
    for (int rows = 0; rows < 3; rows++) {
      Matrix points = Matrix.zeros(rows, 4);
      IntStream.range(0, rows).forEach(i -> points.set(i, i, 3));
      PrincipalComponents components = PrincipalComponents.fit(points, 2);
      assertThat(Arrays.stream(components.shares()))
          .allMatch(share -> share >= 0 && share <= 1 + 1e-9);
      assertThat(components.project(points).data()).doesNotContain(Float.NaN);
    }
  }
}
