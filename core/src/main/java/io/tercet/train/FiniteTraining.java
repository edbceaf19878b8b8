package io.tercet.train;

import io.tercet.data.Dataset;
import io.tercet.data.FiniteFeatures;
import io.tercet.loss.LossParameters;
import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import java.util.List;

/**
 * Checks that a training computes with finite numbers, and says what they became infinite by.
 *
 * @param data the examples trained on
 * @param learningRate of the optimizer, for the advice; NaN where it has none
 */
record FiniteTraining(Dataset data, double learningRate) {

  /** The last step of an epoch has no loss after it that would show what became of the weights. */
  void requireWeights(Encoder encoder, List<LossParameters> ofLoss, int epoch) {
    requireFinite("a weight of the encoder", encoder.weights().values(), epoch);
    for (LossParameters weights : ofLoss) {
      requireFinite(
          "a weight of the loss (" + weights.name() + ")", weights.values().data(), epoch);
    }
  }

  private void requireFinite(String what, float[] values, int epoch) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new TrainingException(
            "%s became %s in epoch %d; try a smaller learning rate than %s"
                .formatted(what, value, epoch, learningRate));
      }
    }
  }

  void requireLoss(LossValue value, Batch batch, int epoch, int step) {
    if (!Double.isFinite(value.loss())) {
      float largest = largestFeature(batch);
      if (epoch == 1 && step == 1) {
        throw new TrainingException(
            "the loss is %s at the first step, before any weight was changed; the largest feature of the batch is %s: scale features to about 0 to 1"
                .formatted(value.loss(), largest));
      }
      throw new TrainingException(
          "the loss became %s at step %d of epoch %d; try a smaller learning rate than %s"
              .formatted(value.loss(), step, epoch, learningRate));
    }
  }

  /** Features were finite when training began; a data set may change meanwhile. */
  private float largestFeature(Batch batch) {
    float[] features = new float[data.features()];
    float largest = 0;
    for (int i = 0; i < batch.size(); i++) {
      FiniteFeatures.require(data, batch.examples()[i]);
      data.read(batch.examples()[i], features, 0);
      for (float feature : features) {
        largest = Math.max(largest, Math.abs(feature));
      }
    }
    return largest;
  }
}
