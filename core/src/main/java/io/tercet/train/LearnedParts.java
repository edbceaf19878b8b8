package io.tercet.train;

import io.tercet.loss.LossParameters;
import io.tercet.loss.Objective;
import io.tercet.nn.Encoder;
import io.tercet.optim.Optimizer;
import io.tercet.optim.WeightUpdater;
import io.tercet.parallel.Workers;
import io.tercet.tensor.SavedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a training changes: the encoder, parameters of the loss, and what optimizes them. */
final class LearnedParts {
  private final Encoder encoder;
  private final Objective objective;
  private final @Nullable GradientClipping clipping;
  private final WeightUpdater updater;
  private final List<LossParameters> ofLoss;
  private final List<WeightUpdater> lossUpdaters = new ArrayList<>();

  /**
   * @param clipNorm largest norm of all gradients together, or null for any
   */
  LearnedParts(
      Encoder encoder, Objective objective, Optimizer optimizer, @Nullable Double clipNorm) {
    this.clipping = clipNorm == null ? null : new GradientClipping(clipNorm);
    this.encoder = encoder;
    this.objective = objective;
    this.updater = optimizer.bind(encoder.weights().size());
    this.ofLoss = objective.weights();
    Optimizer forLoss = optimizer.forLossParameters();
    for (LossParameters weights : ofLoss) {
      lossUpdaters.add(forLoss.bind(weights.values().data().length));
    }
  }

  List<LossParameters> ofLoss() {
    return ofLoss;
  }

  /**
   * Takes a step of the optimizer.
   *
   * @param gradient with respect to the encoder's weights; those of the loss are in its parameters
   * @param share of the learning rate
   */
  void step(float[] gradient, double share, Workers workers) {
    if (clipping != null) {
      List<float[]> gradients = new ArrayList<>(List.of(gradient));
      ofLoss.forEach(weights -> gradients.add(weights.gradient().data()));
      clipping.apply(gradients, workers);
    }
    updater.step(encoder.weights().values(), gradient, share, workers);
    for (int i = 0; i < ofLoss.size(); i++) {
      LossParameters weights = ofLoss.get(i);
      lossUpdaters.get(i).step(weights.values().data(), weights.gradient().data(), share, workers);
    }
  }

  void save(SavedState into) {
    into.put("encoder", encoder.weights().values());
    updater.saveState(into.part("optimizer"));
    objective.saveState(into.part("objective"));
    for (int i = 0; i < ofLoss.size(); i++) {
      SavedState part = into.part("loss" + i);
      part.put("values", ofLoss.get(i).values().data());
      lossUpdaters.get(i).saveState(part.part("optimizer"));
    }
  }

  void restore(SavedState from) {
    from.copyTo("encoder", encoder.weights().values());
    updater.restoreState(from.part("optimizer"));
    objective.restoreState(from.part("objective"));
    for (int i = 0; i < ofLoss.size(); i++) {
      SavedState part = from.part("loss" + i);
      part.copyTo("values", ofLoss.get(i).values().data());
      lossUpdaters.get(i).restoreState(part.part("optimizer"));
    }
  }
}
