package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.distance.Distance;
import io.tercet.loss.NaiveLosses.Naive;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossBatchMemoryTest {
  private static final int BATCH = 6;
  private static final int SIZE = 15;
  private static final NtXentLoss LOSS = new NtXentLoss(0.5, Distance.COSINE, Reducer.MEAN);
  private static final Naive NAIVE = NaiveLosses.ntXent(0.5, Distance.COSINE, Reducer.MEAN);

  private final Workers workers = new Workers(2);

  private static double[] row(Matrix matrix, int i) {
    double[] row = new double[matrix.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = matrix.get(i, j);
    }
    return row;
  }

  /** Batch after batch against a naive queue, past the point where it overwrites its oldest. */
  @Test
  void agreesWithANaiveQueue() {
    CrossBatchMemoryObjective memory =
        new CrossBatchMemoryObjective(LOSS, null, SIZE, 0, Twins.SEED);
    List<double[]> queue = new ArrayList<>();
    List<Integer> queueLabels = new ArrayList<>();
    for (int step = 0; step < 6; step++) {
      Matrix embeddings = Randoms.gaussian(BATCH, 4, step);
      int[] labels = Randoms.labels(BATCH, 3, step + 100);
      double[][] x = new double[BATCH][];
      for (int i = 0; i < BATCH; i++) {
        x[i] = row(embeddings, i);
        queue.add(x[i]);
        queueLabels.add(labels[i]);
      }
      while (queue.size() > SIZE) {
        queue.removeFirst();
        queueLabels.removeFirst();
      }
      EmbeddingGradient gradient = new EmbeddingGradient(BATCH, 4);
      Batch batch = new Batch(new int[BATCH], labels, 0);
      double loss = memory.evaluate(batch, embeddings, gradient, workers).loss();
      double[][] y = queue.toArray(double[][]::new);
      int[] yLabels = queueLabels.stream().mapToInt(Integer::intValue).toArray();
      assertThat(loss).isCloseTo(NAIVE.value(x, labels, y, yLabels), within(1e-5));
      checkGradient(gradient, x, labels, y, yLabels);
    }
  }

  /** What is remembered stays as it was: only the anchor's side moves. */
  private static void checkGradient(
      EmbeddingGradient gradient, double[][] x, int[] labels, double[][] y, int[] yLabels) {
    double step = 1e-6;
    for (int i = 0; i < BATCH; i++) {
      for (int j = 0; j < 4; j++) {
        // The anchor moves alone: in the queue stands a copy, which is still not compared with it.
        double above = moved(x, labels, y, yLabels, i, j, step);
        double below = moved(x, labels, y, yLabels, i, j, -step);
        assertThat((double) gradient.matrix().get(i, j))
            .isCloseTo((above - below) / (2 * step), within(1e-4));
      }
    }
  }

  private static double moved(
      double[][] x, int[] labels, double[][] y, int[] yLabels, int i, int j, double step) {
    double sum = 0;
    int terms = 0;
    for (int a = 0; a < x.length; a++) {
      double[] anchor = x[a].clone();
      anchor[j] += a == i ? step : 0;
      List<double[]> others = new ArrayList<>();
      List<Integer> classes = new ArrayList<>();
      for (int k = 0; k < y.length; k++) {
        if (!isSame(y[k], x[a])) {
          others.add(y[k]);
          classes.add(yLabels[k]);
        }
      }
      int label = labels[a];
      int positives = (int) classes.stream().filter(c -> c == label).count();
      sum +=
          positives
              * NAIVE.value(
                  new double[][] {anchor},
                  new int[] {label},
                  others.toArray(double[][]::new),
                  classes.stream().mapToInt(Integer::intValue).toArray());
      terms += positives;
    }
    return terms == 0 ? 0 : sum / terms;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(double[] one, double[] other) {
    return one == other;
  }

  @Test
  void warmUpIsTheBatchAloneAndRemembersNothing() {
    CrossBatchMemoryObjective memory =
        new CrossBatchMemoryObjective(LOSS, null, SIZE, 1, Twins.SEED);
    PairObjective alone = new PairObjective(LOSS, null, Twins.SEED);
    Matrix embeddings = Randoms.gaussian(BATCH, 4, 9);
    Batch batch = new Batch(new int[BATCH], new int[] {0, 0, 1, 1, 2, 2}, 0);
    EmbeddingGradient gradient = new EmbeddingGradient(BATCH, 4);
    double expected = alone.evaluate(batch, embeddings, gradient, workers).loss();
    for (int step = 0; step < 2; step++) { // the second has a memory of itself alone
      assertThat(memory.evaluate(batch, embeddings, gradient, workers).loss())
          .isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void refusesABatchThatHasNoRoom() {
    CrossBatchMemoryObjective memory = new CrossBatchMemoryObjective(LOSS, null, 5, 0, Twins.SEED);
    Batch batch = new Batch(new int[BATCH], new int[BATCH], 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            memory.evaluate(
                batch, Matrix.zeros(BATCH, 4), new EmbeddingGradient(BATCH, 4), workers))
        .withMessage("a memory of 5 has no room for a batch of 6");
  }
}
