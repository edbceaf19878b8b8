package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;

/**
 * Compares a loss with its naive twin: the value, and the gradient with finite differences of the
 * twin, in double precision.
 */
abstract class LossAgreement {
  private static final double STEP = 1e-6;
  private static final Workers WORKERS = new Workers(2);

  private int values;
  private int skippedValues;
  private int gradients;
  private int skippedGradients;

  /** What cannot be compared is skipped; a test that skips most compares nothing. */
  @AfterEach
  void mostCasesWereCompared() {
    assertThat(values).as("values").isGreaterThan(9 * skippedValues);
    assertThat(gradients).as("gradients").isGreaterThan(9 * skippedGradients);
  }

  void check(
      String name,
      Objective objective,
      Matrix embeddings,
      int[] labels,
      ToDoubleFunction<double[][]> naive) {
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), embeddings.columns());
    Batch batch = new Batch(new int[labels.length], labels, 0);
    double loss = objective.evaluate(batch, embeddings, gradient, WORKERS).loss();
    double[][] x = rows(embeddings);
    double expected = naive.applyAsDouble(x);
    if (Double.isNaN(expected)) {
      skippedValues++;
      return;
    }
    values++;
    assertThat(loss).as(name).isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-5));
    Matrix full = Matrix.zerosLike(embeddings);
    for (int i = 0; i < gradient.activeCount(); i++) {
      int at = full.offset(gradient.activeRows()[i]);
      System.arraycopy(gradient.matrix().data(), at, full.data(), at, full.columns());
    }
    checkGradients(name, full.data(), x, naive);
  }

  void checkGradients(
      String name, float[] found, double[][] x, ToDoubleFunction<double[][]> naive) {
    double middle = naive.applyAsDouble(x);
    if (Double.isNaN(middle)) {
      skippedValues++;
      return;
    }
    double[] expected = new double[x.length * x[0].length];
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double[] row = x[i / x[0].length];
      int j = i % x[0].length;
      double kept = row[j];
      row[j] = kept + STEP;
      double above = naive.applyAsDouble(x);
      row[j] = kept - STEP;
      double below = naive.applyAsDouble(x);
      row[j] = kept;
      boolean kink = Math.abs(above + below - 2 * middle) > 1e-4 * STEP * (1 + Math.abs(middle));
      expected[i] = kink ? found[i] : (above - below) / (2 * STEP);
      skippedGradients += kink ? 1 : 0;
      gradients += kink || expected[i] == 0 ? 0 : 1;
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    double tolerance = 1e-3 * largest + 1e-5;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i])
          .as("%s, gradient %d of %s", name, i, Arrays.toString(expected))
          .isCloseTo(expected[i], within(tolerance));
    }
  }

  static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }
}
