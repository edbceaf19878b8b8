package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All losses x miners on batches with little in them: identical embeddings, embeddings of length 0,
 * a single class, nothing but classes of one, a single example, none. Where PyTorch Metric Learning
 * is not defined there (log of 0, a mean over nothing), the loss here is that of no terms, 0, or of
 * the terms that there are.
 */
class LossEdgeTest {
  private final Workers workers = new Workers(2);

  private static List<Objective> objectives() {
    List<Objective> all = new ArrayList<>();
    Twins.all().forEach(twins -> all.add(twins.fast().get()));
    LossContext context = new LossContext(6, 4, true, new Seed(1));
    for (Loss loss : AllLosses.ofWholeBatches()) {
      all.add(loss.bind(context));
      all.add(AllLosses.wrapped(loss, 9).bind(context));
    }
    return all;
  }

  @Test
  void nothingIsEverNan() {
    Matrix same = Matrix.zeros(6, 4);
    Arrays.fill(same.data(), 0.7f);
    Matrix random = Randoms.gaussian(6, 4, 1);
    int[] labels = {0, 0, 1, 1, 2, 2};
    for (Objective objective : objectives()) {
      check(objective, same, labels);
      check(objective, same, new int[6]);
      check(objective, Matrix.zeros(6, 4), labels);
      check(objective, random, labels);
      check(objective, random, new int[6]);
      check(objective, random, new int[] {0, 1, 2, 3, 4, 5});
      check(objective, Randoms.gaussian(1, 4, 2), new int[1]);
      check(objective, Matrix.zeros(0, 4), new int[0]);
    }
  }

  @Test
  void largeEmbeddingsStayNumbersToo() {
    Matrix large = Randoms.gaussian(6, 4, 3);
    for (int i = 0; i < large.data().length; i++) {
      large.data()[i] *= 1000;
    }
    for (Objective objective : objectives()) {
      check(objective, large, new int[] {0, 0, 1, 1, 2, 2});
    }
  }

  private void check(Objective objective, Matrix embeddings, int[] labels) {
    EmbeddingGradient gradient = new EmbeddingGradient(embeddings.rows(), 4);
    Batch batch = new Batch(new int[labels.length], labels, 0);
    LossValue value = objective.evaluate(batch, embeddings, gradient, workers);
    String name = objective.description(); // once: it takes longer than the loss
    assertThat(value.loss()).as(name).isFinite().isNotNegative();
    assertThat(value.active()).as(name).isBetween(0.0, 1.0);
    checkFinite(name, gradient.matrix());
    objective.weights().forEach(weights -> checkFinite(name, weights.gradient()));
  }

  private static void checkFinite(String name, Matrix gradient) {
    float worst = 0;
    for (float entry : gradient.data()) {
      worst = Float.isFinite(entry) ? worst : entry;
    }
    assertThat(worst).as(name).isFinite();
  }
}
