package io.tercet.loss;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import java.util.List;
import java.util.stream.Stream;

/**
 * An objective with another added to it by a weight: a term against collapse, a pull towards class
 * centers. The share of active terms is that of the first. For one batch at a time.
 */
final class SumObjective implements Objective {
  private final Objective first;
  private final double weight;
  private final Objective added;
  private EmbeddingGradient buffer = new EmbeddingGradient(0, 0);

  /**
   * @param weight of the second, at least 0
   */
  SumObjective(Objective first, double weight, Objective added) {
    Checks.requireNotNegative("weight", weight);
    this.first = first;
    this.weight = weight;
    this.added = added;
  }

  @Override
  public void epochStarted(int epoch) {
    first.epochStarted(epoch);
    added.epochStarted(epoch);
  }

  @Override
  public List<LossParameters> weights() {
    return Stream.concat(first.weights().stream(), added.weights().stream()).toList();
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    if (buffer.matrix().rows() < batch.size()) {
      buffer = new EmbeddingGradient(batch.size(), embeddings.columns());
    }
    LossValue main = first.evaluate(batch, embeddings, gradient, workers);
    LossValue other = added.evaluate(batch, embeddings, buffer, workers);
    gradient.add(buffer, (float) weight, batch.size());
    for (LossParameters weights : added.weights()) {
      float[] gradients = weights.gradient().data();
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] *= (float) weight;
      }
    }
    return new LossValue(main.loss() + weight * other.loss(), main.active());
  }

  @Override
  public void saveState(SavedState into) {
    first.saveState(into.part("first"));
    added.saveState(into.part("added"));
  }

  @Override
  public void restoreState(SavedState from) {
    first.restoreState(from.part("first"));
    added.restoreState(from.part("added"));
  }

  @Override
  public String description() {
    return "%s, plus %s x %s".formatted(first.description(), weight, added.description());
  }
}
