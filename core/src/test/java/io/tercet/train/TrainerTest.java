package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.data.ArrayDataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.eval.EmbeddingScores;
import io.tercet.eval.Evaluator;
import io.tercet.eval.VectorSource;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossValue;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.optim.Adam;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class TrainerTest {
  private final Workers workers = new Workers(2);
  private final TrainTestSplit glyphs = Glyphs.load(10, 4000, 500, new Seed(1), workers);
  private final TrainingConfig config =
      Recipes.classic().withSampler(new RandomTriplets(200)).withEpochs(4);

  private TrainingResult train(TrainingConfig with, Workers team, TrainingListener... listeners) {
    EncodedDataset data = EncodedDataset.of(glyphs.train(), team);
    return new Trainer(with, data, team, List.of(listeners)).train();
  }

  @Test
  void learnsToTellDigitsApart() {
    TrainingResult result = train(config, workers);
    assertThat(result.epochs()).hasSize(4);
    assertThat(result.epochs().getLast().loss())
        .isLessThan(0.6 * result.epochs().getFirst().loss());
    EmbeddingScores before = score(Encoder.initial(config.architecture(List.of(784)), new Seed(1)));
    EmbeddingScores after = score(result.encoder());
    assertThat(after.triplets().orElseThrow().ordered())
        .isGreaterThan(before.triplets().orElseThrow().ordered() + 0.1);
  }

  private EmbeddingScores score(Encoder encoder) {
    return new Evaluator(glyphs, new Seed(1), workers)
        .score(
            VectorSource.of(encoder.embed(EncodedDataset.of(glyphs.train(), workers), workers)),
            VectorSource.of(encoder.embed(EncodedDataset.of(glyphs.test(), workers), workers)));
  }

  @Test
  void convolutionsDropoutAndAugmentationHaveTheSameBytesOnAnyNumberOfThreads() {
    TrainTestSplit few = Glyphs.load(10, 300, 10, new Seed(1), workers);
    TrainingConfig conv = Recipes.conv().withSampler(new ClassBalanced(5, 6)).withEpochs(1);
    List<float[]> weights = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (Workers team = new Workers(threads)) {
        EncodedDataset data = EncodedDataset.of(few.train(), team);
        Encoder encoder = new Trainer(conv, data, team, List.of()).train().encoder();
        weights.add(encoder.weights().values());
      }
    }
    assertThat(weights.get(1)).isEqualTo(weights.get(0));
    assertThat(weights.get(2)).isEqualTo(weights.get(0));
  }

  @Test
  void sameSeedSameBytesOnAnyNumberOfThreads() {
    float[] expected = train(config, workers).encoder().weights().values();
    for (int threads : new int[] {1, 3}) {
      try (Workers team = new Workers(threads)) {
        assertThat(train(config, team).encoder().weights().values()).isEqualTo(expected);
      }
    }
    TrainingConfig other = config.withSeed(2);
    assertThat(train(other, workers).encoder().weights().values()).isNotEqualTo(expected);
  }

  @Test
  void listenersHearEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    train(
        config.withEpochs(2).withSampler(new RandomTriplets(2000)),
        workers,
        new TrainingListener() {
          @Override
          public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
            heard.add("start " + stepsPerEpoch);
          }

          @Override
          public void stepEnded(int epoch, int step, LossValue loss) {
            heard.add("step " + epoch + "." + step);
          }

          @Override
          public void epochEnded(EpochResult result, Encoder encoder) {
            heard.add("epoch " + result.epoch() + " of " + result.items());
          }
        });
    assertThat(heard)
        .containsExactly(
            "start 2",
            "step 1.1",
            "step 1.2",
            "epoch 1 of 4000",
            "step 2.1",
            "step 2.2",
            "epoch 2 of 4000");
  }

  @Test
  void stopEndsAfterTheStep() {
    Trainer[] trainer = new Trainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, LossValue loss) {
            if (epoch == 2 && step == 3) {
              trainer[0].stop();
            }
          }
        };
    trainer[0] =
        new Trainer(config, EncodedDataset.of(glyphs.train(), workers), workers, List.of(stopper));
    TrainingResult result = trainer[0].train();
    assertThat(result.stopped()).isTrue();
    assertThat(result.epochs()).extracting(EpochResult::items).containsExactly(4000L, 600L);
  }

  @Test
  void lossThatIsNoNumberEndsTheTraining() {
    TrainingConfig fast = tooFast(config);
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> train(fast, workers))
        .withMessageContaining("; try a smaller learning rate than 1.0E18");
  }

  /** One linear layer and the largest learning rate there is: embeddings whose squares overflow. */
  private static TrainingConfig tooFast(TrainingConfig config) {
    return config
        .withLayers(List.of(new Dense(8, Activation.LINEAR)))
        .withOptimizer(Adam.ofRate(1e18));
  }

  @Test
  void featuresThatAreNoNumbersAreSaidToBe() {
    ArrayDataset data = ArrayDataset.of(Randoms.gaussian(20, 4, 1), Randoms.labels(20, 2, 1));
    EncodedDataset reader = EncodedDataset.of(data, workers);
    data.matrix().set(7, 2, Float.NaN); // after it was checked
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(config, reader, workers, List.of()).train())
        .withMessage("example 7 has NaN as feature 2, expected finite numbers");
    assertThatIllegalArgumentException().isThrownBy(() -> EncodedDataset.of(data, workers));
  }

  @Test
  void featuresThatAreTooLargeAreNoQuestionOfTheLearningRate() {
    ArrayDataset data = ArrayDataset.of(Randoms.gaussian(20, 4, 1), Randoms.labels(20, 2, 1));
    data.matrix().set(7, 2, 1e30f);
    TrainingConfig linear =
        config.withLayers(List.of(new Dense(3, Activation.LINEAR))).withEpochs(1);
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(
            () -> new Trainer(linear, EncodedDataset.of(data, workers), workers, List.of()).train())
        .withMessageContaining("before any weight was changed")
        .withMessageContaining("1.0E30")
        .withMessageNotContaining("learning rate");
  }

  @Test
  void refusesDataOfOneClass() {
    ArrayDataset data = ArrayDataset.of(Randoms.gaussian(20, 4, 1), new int[20]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(config, EncodedDataset.of(data, workers), workers, List.of()))
        .withMessage("triplets need examples of at least 2 classes, found 1");
  }
}
