package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tercet.distance.Distance;
import io.tercet.image.Augmentation;
import io.tercet.loss.AllLosses;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.Objective;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.nn.Dense;
import io.tercet.nn.L2Normalize;
import io.tercet.optim.Adam;
import io.tercet.optim.ConstantRate;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Shuffled;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import outside.DeepMiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class TrainingConfigTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void classicIsTheNotebook() {
    assertThat(Recipes.classic())
        .isEqualTo(
            new TrainingConfig(
                "classic",
                List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)),
                new RandomTriplets(2048),
                new TripletMeanSquareLoss(0.2),
                Augmentation.NONE,
                10,
                new Adam(0.001, 0.9, 0.999, 1e-7, 0),
                new ConstantRate(),
                1));
    assertThat(Recipes.names()).first().isEqualTo("classic");
    assertThat(Recipes.find("classic")).contains(Recipes.classic());
    assertThat(Recipes.find("none")).isEmpty();
  }

  @Test
  void mlpIsPinned() {
    assertThat(Recipes.mlp())
        .isEqualTo(
            new TrainingConfig(
                "mlp",
                List.of(
                    new Dense(512, Activation.RELU),
                    new Dense(64, Activation.LINEAR),
                    new L2Normalize()),
                new ClassBalanced(10, 50),
                new SupervisedContrastiveLoss(0.1, Distance.COSINE, Reducer.MEAN_NON_ZERO),
                Augmentation.NONE,
                12,
                new Adam(0.001, 0.9, 0.999, 1e-7, 0),
                new ConstantRate(),
                1));
  }

  @Test
  void lossAndSamplerMustGoTogether() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Recipes.classic().withLoss(NtXentLoss.defaults()))
        .withMessage(
            "loss: nt-xent looks at whole batches and needs a sampler of them: p-k or shuffled");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Recipes.mlp().withSampler(new RandomTriplets(10)))
        .withMessageContaining("needs a sampler of them");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Recipes.mlp().withLoss(TripletMeanSquareLoss.defaults()))
        .withMessage("loss: mean-square needs a sampler that chooses triplets: triplets or file");
  }

  @Test
  void allMistakesAreReportedTogether() {
    TrainingConfig mlp = Recipes.mlp();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() ->
            new TrainingConfig(
                "own",
                List.of(),
                new Shuffled(500),
                new SumLoss(new CrossBatchMemory(mlp.loss(), 499, 0), 1, new VarianceLoss(1)),
                Augmentation.NONE,
                0,
                mlp.optimizer(),
                mlp.schedule(),
                1))
        .satisfies(e ->
            assertThat(e.problems())
                .containsExactly(
                    "epochs: found 0, expected at least 1",
                    "layers: found none, expected at least 1",
                    "size: found 499, expected at least a batch, 500"));
  }

  @Test
  void partsRefuseWhatDoesNotGoTogether() {
    TripletLoss swapped = TripletLoss.defaults().withSwap(true);
    assertThatIllegalArgumentException().isThrownBy(() -> new CrossBatchMemory(swapped, 100, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrossBatchMemory(ProxyAnchorLoss.defaults(), 100, 0))
        .withMessageStartingWith("loss: a memory goes around losses over pairs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> swapped.withMiner(BatchEasyHardMiner.batchHard(Distance.COSINE)))
        .withMessageStartingWith("swap: ");
    assertThat(swapped.withDistance(Distance.COSINE).miner().distance()).isEqualTo(Distance.COSINE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduledLoss(swapped, TripletMeanSquareLoss.defaults(), 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassBalanced(1000, 1000))
        .withMessage("classes: found 1000 x 1000, expected at most 16384 examples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shuffled(1))
        .withMessage("examples: found 1, expected 2 to 16384");
  }

  @Test
  void theMinerFollowsTheMarginOfItsLoss() {
    assertThat(TripletLoss.defaults().withMargin(0.5))
        .isEqualTo(
            new TripletLoss(
                0.5,
                false,
                io.tercet.mining.TripletMarginMiner.semiHard(0.5, Distance.NORMALIZED_EUCLIDEAN),
                Distance.NORMALIZED_EUCLIDEAN,
                Reducer.MEAN_NON_ZERO,
                false));
  }

  @Test
  void goesToJsonAndBackWithAllItsConstants() {
    TrainingConfig config = Recipes.classic().withLoss(TripletBatchRmsLoss.defaults());
    String text = JSON.writeValueAsString(config);
    assertThat(text)
        .contains("{\"type\":\"batch-rms\",\"margin\":0.2}")
        .contains("{\"type\":\"triplets\",\"triplets\":2048}")
        .contains("{\"type\":\"dense\",\"units\":64,\"activation\":\"RELU\"}")
        .contains("\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.001,")
        .contains("\"schedule\":{\"type\":\"constant\"}");
    assertThat(JSON.readValue(text, TrainingConfig.class)).isEqualTo(config);
    for (String name : Recipes.names()) {
      TrainingConfig recipe = Recipes.find(name).orElseThrow();
      assertThat(JSON.readValue(JSON.writeValueAsString(recipe), TrainingConfig.class))
          .isEqualTo(recipe);
    }
  }

  @Test
  void everyLossGoesToJsonAndBack() {
    for (Loss loss : AllLosses.ofWholeBatches()) {
      Loss scheduled =
          loss instanceof TripletLoss first
              ? new ScheduledLoss(
                  first, first.withMiner(BatchEasyHardMiner.batchHard(Distance.COSINE)), 3)
              : loss;
      for (Loss written : List.of(loss, AllLosses.wrapped(loss, 600), scheduled)) {
        String text = JSON.writeValueAsString(written);
        assertThat(JSON.readValue(text, Loss.class)).as(text).isEqualTo(written);
      }
    }
  }

  /** A loss from outside the library. */
  record OwnLoss(double sharpness, String kind) implements Loss {
    @Override
    public Objective bind(LossContext context) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aLossFromOutsideIsRecordedAndNeverLoaded() {
    String text = JSON.writeValueAsString(Recipes.mlp().withLoss(new OwnLoss(2.5, "round")));
    assertThat(text)
        .contains("\"loss\":{\"type\":\"OwnLoss\",\"sharpness\":2.5,\"kind\":\"round\"}");
    TrainingConfig read = JSON.readValue(text, TrainingConfig.class);
    assertThat(JSON.writeValueAsString(read)).isEqualTo(text);
    assertThatIllegalStateException()
        .isThrownBy(() -> read.loss().bind(new LossContext(10, 64, true, new Seed(1))))
        .withMessage(
            "the loss 'OwnLoss' {sharpness=2.5, kind=round} is not part of Tercet: to train with"
                + " it, hand the object itself over");
  }

  @Test
  void aMinerFromOutsideIsRecordedWithinALossOfTheLibrary() {
    String text = JSON.writeValueAsString(TripletLoss.defaults().withMiner(new DeepMiner(3)));
    assertThat(text).contains("\"miner\":{\"type\":\"DeepMiner\",\"depth\":3}");
    TripletLoss read = (TripletLoss) JSON.readValue(text, Loss.class);
    assertThat(JSON.writeValueAsString(read)).isEqualTo(text);
    assertThat(read.miner()).isNotInstanceOf(DeepMiner.class);
  }

  @Test
  void malformedLossesAreRefusedInOneLine() {
    assertRefused("{}", "a loss has its 'type' as a text");
    assertRefused("3", "a loss has its 'type' as a text");
    assertRefused("{\"type\":\"mean-square\"}", "loss 'mean-square' lacks 'margin'");
    assertRefused("{\"type\":\"mean-square\",\"margin\":-1}", "margin: found -1.0, expected");
    assertRefused(
        "{\"type\":\"mean-square\",\"margin\":1,\"gamma\":2}", "'mean-square' has no 'gamma'");
    assertRefused(
        "{\"type\":\"mined\",\"loss\":{\"type\":\"batch-rms\",\"margin\":1},\"miner\":{\"type\":\"x\"}}",
        "loss 'mined' cannot have such a 'loss'");
  }

  private static void assertRefused(String text, String message) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JSON.readValue(text, Loss.class))
        .withMessageContaining(message);
  }
}
