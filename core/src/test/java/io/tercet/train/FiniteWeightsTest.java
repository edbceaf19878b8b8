package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.ArrayDataset;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** NaN weights end a training, also those of the last step, which no loss shows. */
class FiniteWeightsTest {

  @Test
  void weightsAreCheckedAfterTheLastStep() {
    Matrix features = Matrix.of(new float[][] {{1, 0}, {1, 0.1f}, {0, 1}, {0.1f, 1}});
    ArrayDataset data = ArrayDataset.of(features, new int[] {0, 0, 1, 1});
    TrainingConfig config = Recipes.classic().withEpochs(1);
    AtomicBoolean done = new AtomicBoolean();
    TrainingListener spoiler =
        new TrainingListener() {
          @Override
          public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
            // The first bias of the last layer: infinite in sigmoid, the loss is still a number.
            float[] weights = encoder.weights().values();
            weights[weights.length - 1] = Float.POSITIVE_INFINITY;
          }

          @Override
          public void epochEnded(EpochResult result, Encoder encoder) {
            done.set(true);
          }
        };
    try (Workers workers = new Workers(1)) {
      Trainer trainer =
          new Trainer(config, EncodedDataset.of(data, workers), workers, List.of(spoiler));
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(trainer::train)
          .withMessageContaining("a weight of the encoder became")
          .withMessageContaining("in epoch 1; try a smaller learning rate than 0.001");
    }
    assertThat(done).isFalse();
  }
}
