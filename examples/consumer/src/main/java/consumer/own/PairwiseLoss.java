package consumer.own;

import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossValue;
import io.tercet.loss.Objective;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import java.util.Arrays;

/**
 * A loss from the ground up: the mean over all pairs of a batch of |x - y|^2 where the classes are
 * the same, and of max(margin - |x - y|^2, 0) where they are not.
 *
 * @param margin squared distance beyond which different classes are far enough apart
 */
public record PairwiseLoss(double margin) implements Loss {

  @Override
  public Objective bind(LossContext context) {
    return new PairwiseObjective(margin);
  }

  private record PairwiseObjective(double margin) implements Objective {
    @Override
    public LossValue evaluate(
        Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
      int n = batch.size();
      float scale = 1f / (n * (n - 1));
      double sum = 0;
      int active = 0;
      Arrays.fill(gradient.matrix().data(), 0);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double squared = squaredDistance(embeddings, i, j);
          boolean same = batch.labels()[i] == batch.labels()[j];
          double loss = same ? squared : Math.max(margin - squared, 0);
          if (i != j && loss > 0) {
            sum += loss;
            active++;
            // A pair is visited from both of its ends, each of which moves i.
            addDifference(embeddings, i, j, same ? 4 * scale : -4 * scale, gradient.matrix());
          }
        }
      }
      gradient.activateNonZero(n);
      return new LossValue(sum * scale, active * (double) scale);
    }

    private static double squaredDistance(Matrix x, int i, int j) {
      double sum = 0;
      for (int k = 0; k < x.columns(); k++) {
        double difference = x.get(i, k) - x.get(j, k);
        sum += difference * difference;
      }
      return sum;
    }

    private static void addDifference(Matrix x, int i, int j, float factor, Matrix target) {
      for (int k = 0; k < x.columns(); k++) {
        target.data()[target.offset(i) + k] += factor * (x.get(i, k) - x.get(j, k));
      }
    }

    @Override
    public String description() {
      return "pairwise loss, margin " + margin;
    }
  }
}
