package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import io.tercet.train.LossKind;
import io.tercet.train.LossTraits.Miners;
import io.tercet.train.MinerKind;
import io.tercet.train.ObjectiveContext;
import io.tercet.train.ObjectiveSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    ObjectiveContext context = new ObjectiveContext(6, 4, true, new Seed(1));
    for (LossKind loss : LossKind.values()) {
      if (loss.traits().ofWholeBatch()) {
        for (MinerKind miner : minersOf(loss)) {
          all.add(settings(loss, miner, null).objective(context));
          if (loss.traits().takes() != Miners.NONE) {
            all.add(settings(loss, miner, new ObjectiveSettings.Memory(9, 0)).objective(context));
          }
        }
      }
    }
    return all;
  }

  private static List<@Nullable MinerKind> minersOf(LossKind loss) {
    List<@Nullable MinerKind> miners = new ArrayList<>();
    miners.add(null);
    for (MinerKind miner : MinerKind.values()) {
      if (loss.traits().takes() != Miners.NONE
          && miner.isOfPairs() == (loss.traits().takes() == Miners.OF_PAIRS)) {
        miners.add(miner);
      }
    }
    return miners;
  }

  private static ObjectiveSettings settings(
      LossKind loss, @Nullable MinerKind miner, ObjectiveSettings.@Nullable Memory memory) {
    return new ObjectiveSettings(
        loss, miner, null, null, null, null, null, null, false, memory, 0.5, 0.1);
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
    assertThat(value.loss()).as(objective.description()).isFinite().isNotNegative();
    assertThat(value.active()).as(objective.description()).isBetween(0.0, 1.0);
    for (float entry : gradient.matrix().data()) {
      assertThat(entry).as(objective.description()).isFinite();
    }
    for (LossParameters weights : objective.weights()) {
      for (float entry : weights.gradient().data()) {
        assertThat(entry).as(objective.description()).isFinite();
      }
    }
  }
}
