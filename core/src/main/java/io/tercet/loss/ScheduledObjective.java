package io.tercet.loss;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One objective after the other: semi-hard triplets first and hard ones later, since mining the
 * hardest from the start collapses (Schroff, Kalenichenko and Philbin 2015, section 3.2).
 */
final class ScheduledObjective implements Objective {
  private final List<Stage> stages;
  private Objective current;

  /**
   * A part of a training.
   *
   * @param fromEpoch its first epoch, from 1
   * @param objective what is made small from then on
   */
  record Stage(int fromEpoch, Objective objective) {}

  /**
   * @param stages in the order of their epochs, the first from epoch 1 on
   */
  ScheduledObjective(List<Stage> stages) {
    if (stages.isEmpty() || stages.getFirst().fromEpoch() != 1) {
      throw new IllegalArgumentException("a schedule begins at epoch 1, found " + stages);
    }
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).fromEpoch() <= stages.get(i - 1).fromEpoch()) {
        throw new IllegalArgumentException(
            "stages come one after the other, found epochs %d and %d"
                .formatted(stages.get(i - 1).fromEpoch(), stages.get(i).fromEpoch()));
      }
    }
    this.stages = List.copyOf(stages);
    this.current = stages.getFirst().objective();
  }

  @Override
  public void epochStarted(int epoch) {
    for (Stage stage : stages) {
      if (stage.fromEpoch() <= epoch) {
        current = stage.objective();
      }
    }
    current.epochStarted(epoch);
  }

  @Override
  public List<LossParameters> weights() {
    return stages.stream().flatMap(stage -> stage.objective().weights().stream()).toList();
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    return current.evaluate(batch, embeddings, gradient, workers);
  }

  @Override
  public void saveState(SavedState into) {
    for (Stage stage : stages) {
      stage.objective().saveState(into.part("epoch" + stage.fromEpoch()));
    }
  }

  @Override
  public void restoreState(SavedState from) {
    for (Stage stage : stages) {
      stage.objective().restoreState(from.part("epoch" + stage.fromEpoch()));
    }
  }

  @Override
  public String description() {
    return stages.stream()
        .map(stage ->
            "from epoch %s: %s".formatted(stage.fromEpoch(), stage.objective().description()))
        .collect(Collectors.joining("; "));
  }
}
