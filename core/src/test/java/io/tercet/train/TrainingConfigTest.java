package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.image.Augmentation;
import io.tercet.loss.Reducer;
import io.tercet.nn.Dense;
import io.tercet.nn.L2Normalize;
import io.tercet.optim.AdamSettings;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.tensor.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrainingConfigTest {

  @Test
  void classicIsTheNotebook() {
    assertThat(TrainingConfig.classic())
        .isEqualTo(
            new TrainingConfig(
                "classic",
                List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)),
                new SamplerSettings.RandomTriplets(2048),
                ObjectiveSettings.of(LossKind.MEAN_SQUARE),
                Augmentation.NONE,
                10,
                new AdamSettings(0.001, 0.9, 0.999, 1e-7, 0),
                LearningRateSchedule.CONSTANT,
                1));
    assertThat(Recipes.names()).first().isEqualTo("classic");
    assertThat(Recipes.find("classic")).contains(TrainingConfig.classic());
    assertThat(Recipes.find("none")).isEmpty();
  }

  @Test
  void mlpIsPinned() {
    assertThat(TrainingConfig.mlp())
        .isEqualTo(
            new TrainingConfig(
                "mlp",
                List.of(
                    new Dense(512, Activation.RELU),
                    new Dense(64, Activation.LINEAR),
                    new L2Normalize()),
                new SamplerSettings.ClassesTimesExamples(10, 50),
                ObjectiveSettings.of(LossKind.SUPERVISED_CONTRASTIVE),
                Augmentation.NONE,
                12,
                new AdamSettings(0.001, 0.9, 0.999, 1e-7, 0),
                LearningRateSchedule.CONSTANT,
                1));
  }

  @Test
  void lossAndSamplerMustGoTogether() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.classic().toBuilder().loss(LossKind.NT_XENT).build())
        .withMessage("loss: nt-xent looks at whole batches and needs --sampler p-k or shuffled");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.mlp().toBuilder().batchSize(10).build())
        .withMessage(
            "loss: supervised-contrastive looks at whole batches and needs --sampler p-k or"
                + " shuffled");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.mlp().toBuilder().loss(LossKind.MEAN_SQUARE).build())
        .withMessage("loss: mean-square needs random triplets, --sampler triplets");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.mlp().toBuilder().classesTimesExamples(1000, 1000).build())
        .withMessageContaining("found 1000 x 1000, expected at most 16384 examples");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.mlp().toBuilder().shuffledExamples(20_000).build())
        .withMessage("batch-size: found 20000, expected at most 16384 examples");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingConfig.mlp().toBuilder().shuffledExamples(1).build())
        .withMessage("batch-size: found 1, expected at least 2 examples");
  }

  @Test
  void whatTheLossDoesNotLookAtIsRefused() {
    TrainingConfigBuilder builder =
        TrainingConfig.mlp().toBuilder()
            .margin(0.5)
            .scale(8)
            .miner(MinerKind.BATCH_HARD)
            .swap(true)
            .memory(100, 0);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .containsExactly(
                    "margin: loss supervised-contrastive has none to set",
                    "scale: loss supervised-contrastive has none to set",
                    "swap: loss supervised-contrastive has none",
                    "miner: found batch-hard, loss supervised-contrastive takes multi-similarity,"
                        + " or none",
                    "memory: goes around losses over pairs, not supervised-contrastive with"
                        + " swap"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() ->
            TrainingConfig.mlp().toBuilder()
                .loss(LossKind.CIRCLE)
                .distance(Distance.EUCLIDEAN)
                .temperature(1)
                .memory(499, 0)
                .build())
        .withMessage(
            "temperature: loss circle has none to set; distance: found euclidean, circle expects"
                + " a similarity: cosine or dot-product; memory: found 499, expected at least a"
                + " batch, 500");
  }

  @Test
  void aNewLossStartsFromItsOwnDefaults() {
    TrainingConfigBuilder builder =
        TrainingConfig.mlp().toBuilder()
            .loss(LossKind.TRIPLET)
            .miner(MinerKind.SEMI_HARD)
            .lateMiner(MinerKind.BATCH_HARD, 4)
            .margin(0.5);
    assertThat(builder.build().objective())
        .isEqualTo(
            new ObjectiveSettings(
                LossKind.TRIPLET,
                MinerKind.SEMI_HARD,
                new ObjectiveSettings.LateMiner(MinerKind.BATCH_HARD, 4),
                null,
                0.5,
                null,
                null,
                null,
                false,
                null,
                0,
                0));
    assertThat(builder.loss(LossKind.ARCFACE).build().objective())
        .isEqualTo(ObjectiveSettings.of(LossKind.ARCFACE));
  }

  @Test
  void builderChangesWhatItIsTold() {
    TrainingConfig config =
        TrainingConfig.classic().toBuilder()
            .epochs(3)
            .batchSize(100)
            .embeddingSize(16)
            .loss(LossKind.BATCH_RMS)
            .margin(0.5)
            .learningRate(0.01)
            .seed(7)
            .build();
    assertThat(config)
        .isEqualTo(
            new TrainingConfig(
                "classic",
                List.of(new Dense(64, Activation.RELU), new Dense(16, Activation.SIGMOID)),
                new SamplerSettings.RandomTriplets(100),
                new ObjectiveSettings(
                    LossKind.BATCH_RMS, null, null, null, 0.5, null, null, null, false, null, 0, 0),
                Augmentation.NONE,
                3,
                AdamSettings.KERAS.withLearningRate(0.01),
                LearningRateSchedule.CONSTANT,
                7));
    assertThat(config.embeddingSize()).isEqualTo(16);
  }

  @Test
  void allMistakesAreReportedTogether() {
    TrainingConfigBuilder builder =
        TrainingConfig.classic().toBuilder()
            .epochs(0)
            .batchSize(-5)
            .embeddingSize(0)
            .margin(Double.NaN)
            .learningRate(0);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .containsExactly(
                    "epochs: found 0, expected at least 1",
                    "batch-size: found -5, expected 1 to 1048576",
                    "embedding-size: found 0, expected 1 to 65536",
                    "margin: found NaN, expected at least 0 and finite in float32, 0 or 1e-18 to"
                        + " 1e18",
                    "learning-rate: found 0.0, expected above 0 and finite in float32, 1e-18 to"
                        + " 1e18"));
  }

  @Test
  void goesToJsonAndBack() {
    JsonMapper json = JsonMapper.builder().build();
    TrainingConfig config = TrainingConfig.classic().toBuilder().loss(LossKind.BATCH_RMS).build();
    String text = json.writeValueAsString(config);
    TrainingConfig full =
        TrainingConfig.mlp().toBuilder()
            .loss(LossKind.TRIPLET)
            .distance(new Distance(DistanceKind.COSINE, true))
            .reducer(Reducer.MEAN)
            .lateMiner(MinerKind.BATCH_HARD, 4)
            .memory(1000, 10)
            .varianceWeight(0.5)
            .centreWeight(0.1)
            .build();
    assertThat(json.readValue(json.writeValueAsString(full), TrainingConfig.class)).isEqualTo(full);
    assertThat(text)
        .contains("\"loss\":\"batch-rms\"", "{\"type\":\"triplets\",\"triplets\":2048}")
        .contains("{\"type\":\"dense\",\"units\":64,\"activation\":\"RELU\"}");
    assertThat(json.readValue(text, TrainingConfig.class)).isEqualTo(config);
  }
}
