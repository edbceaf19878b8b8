package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.Golden;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The notebook's two losses: golden figures, finite differences, edges. */
class NotebookLossTest {
  static final List<Objective> LOSSES =
      List.of(new TripletMeanSquareLoss(0.2), new TripletBatchRmsLoss(0.2));

  private final Workers workers = new Workers(2);

  private static Matrix golden() {
    JsonNode golden = Golden.notebookLoss();
    Matrix blocks = Matrix.zeros(48, 8);
    int row = 0;
    for (String part : List.of("anchor", "positive", "negative")) {
      float[] values = Golden.matrix(golden.get(part)).data();
      System.arraycopy(values, 0, blocks.data(), 16 * 8 * row++, values.length);
    }
    return blocks;
  }

  private static Batch batch(int n) {
    return new Batch(new int[3 * n], new int[3 * n], n);
  }

  private LossValue evaluate(Objective loss, Matrix embeddings, EmbeddingGradient gradient) {
    return loss.evaluate(batch(embeddings.rows() / 3), embeddings, gradient, workers);
  }

  private LossValue evaluate(Objective loss, Matrix embeddings) {
    return evaluate(
        loss, embeddings, new EmbeddingGradient(embeddings.rows(), embeddings.columns()));
  }

  @Test
  void batchFormAgreesWithTheGoldenFigure() {
    double expected = Golden.notebookLoss().get("batch_rms").get("loss").doubleValue();
    assertThat(evaluate(new TripletBatchRmsLoss(0.2), golden()).loss())
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void exampleFormAgreesWithTheGoldenFigures() {
    JsonNode expected = Golden.notebookLoss().get("per_example_mean_square");
    LossValue value = evaluate(new TripletMeanSquareLoss(0.2), golden());
    assertThat(value.loss()).isCloseTo(expected.get("mean").doubleValue(), within(1e-6));
    int active = 0;
    for (JsonNode loss : expected.get("losses")) {
      active += loss.doubleValue() > 0 ? 1 : 0;
    }
    assertThat(value.active()).isEqualTo(active / 16.0);
  }

  @ParameterizedTest
  @FieldSource("LOSSES")
  void gradientAgreesWithFiniteDifferences(Objective loss) {
    for (Matrix embeddings : List.of(golden(), Randoms.gaussian(9, 5, 1))) {
      checkGradient(loss, embeddings);
    }
  }

  private void checkGradient(Objective loss, Matrix embeddings) {
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), embeddings.columns());
    evaluate(loss, embeddings, gradient);
    Matrix full = Matrix.zerosLike(embeddings);
    for (int i = 0; i < gradient.activeCount(); i++) {
      int row = gradient.activeRows()[i];
      for (int j = 0; j < full.columns(); j++) {
        full.set(row, j, gradient.matrix().get(row, j));
      }
    }
    float[] e = embeddings.data();
    for (int i = 0; i < e.length; i++) {
      float kept = e[i];
      float step = 1f / 1024;
      e[i] = kept + step;
      double above = evaluate(loss, embeddings).loss();
      e[i] = kept - step;
      double below = evaluate(loss, embeddings).loss();
      e[i] = kept;
      double expected = (above - below) / (2 * step);
      assertThat((double) full.data()[i]).as("entry %d", i).isCloseTo(expected, within(2e-4));
    }
  }

  @ParameterizedTest
  @FieldSource("LOSSES")
  void identicalEmbeddingsGiveTheMarginAndAFiniteGradient(Objective loss) {
    Matrix embeddings = Matrix.zeros(12, 6);
    Arrays.fill(embeddings.data(), 0.7f);
    EmbeddingGradient gradient = new EmbeddingGradient(12, 6);
    assertThat(evaluate(loss, embeddings, gradient)).isEqualTo(new LossValue(0.2, 1));
    for (float g : gradient.matrix().data()) {
      assertThat(Math.abs(g)).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("LOSSES")
  void satisfiedTripletsHaveNoActiveRows(Objective loss) {
    Matrix embeddings = Matrix.zeros(6, 2);
    for (int i = 4; i < 6; i++) {
      embeddings.set(i, 0, 10);
    }
    EmbeddingGradient gradient = new EmbeddingGradient(6, 2);
    assertThat(evaluate(loss, embeddings, gradient)).isEqualTo(new LossValue(0, 0));
    assertThat(gradient.activeCount()).isZero();
  }

  @ParameterizedTest
  @FieldSource("LOSSES")
  void emptyBatchHasNoLoss(Objective loss) {
    assertThat(evaluate(loss, Matrix.zeros(0, 4)))
        .isEqualTo(
            loss instanceof TripletBatchRmsLoss ? new LossValue(0.2, 0) : new LossValue(0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesMarginsThatAreNone(double margin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletMeanSquareLoss(margin))
        .withMessage(
            "margin: found %s, expected at least 0 and finite in float32, 0 or 1e-18 to 1e18"
                .formatted(margin));
    assertThatIllegalArgumentException().isThrownBy(() -> new TripletBatchRmsLoss(margin));
  }
}
