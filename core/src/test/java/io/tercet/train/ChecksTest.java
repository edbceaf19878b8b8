package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.distance.Distance;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.CosFaceLoss;
import io.tercet.loss.MarginLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.ProxyNcaLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.loss.VarianceObjective;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.nn.Dropout;
import io.tercet.optim.AdamSettings;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training computes in float32: numbers beyond it are refused where they are set. */
class ChecksTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {
        1e-300,
        1e300,
        1e-40,
        1e39,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.MIN_VALUE
      })
  void optionsBeyondFloat32AreRefusedByTheirNames(double value) {
    assertRefused("margin", value, builder -> builder.margin(value));
    assertRefused("temperature", value, builder -> builder.temperature(value));
    assertRefused("scale", value, builder -> builder.scale(value));
    assertRefused("variance-weight", value, builder -> builder.varianceWeight(value));
    assertRefused("centre-weight", value, builder -> builder.centreWeight(value));
    assertRefused("learning-rate", value, builder -> builder.learningRate(value));
    assertRefused("weight-decay", value, builder -> builder.weightDecay(value));
  }

  private static void assertRefused(
      String name, double value, Consumer<TrainingConfigBuilder> change) {
    TrainingConfigBuilder builder = TrainingConfig.mlp().toBuilder();
    change.accept(builder);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .anyMatch(line -> line.startsWith(name + ": found " + value + ", expected ")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e300, 1e-40, 1e39, Double.NaN, Double.NEGATIVE_INFINITY})
  void soAreComponentsOfRecords(double value) {
    assertRefused(() -> new TripletMeanSquareLoss(value));
    assertRefused(() -> new CosFaceLoss(0.1, value));
    assertRefused(() -> new CosFaceLoss(value, 10));
    assertRefused(() -> new ProxyNcaLoss(value));
    assertRefused(() -> new VarianceObjective(value));
    assertRefused(() -> new MarginLoss(0.2, value, Distance.NORMALIZED_EUCLIDEAN));
    assertRefused(() -> new CircleLoss(value, 80, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new CircleLoss(0.4, value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new NtXentLoss(value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(value, 50, 0.5, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(2, value, 0.5, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(2, 50, value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new AdamSettings(value, 0.9, 0.999, 1e-7, 0));
    assertRefused(() -> new AdamSettings(0.001, 0.9, 0.999, value, 0));
    assertRefused(() -> new AdamSettings(0.001, 0.9, 0.999, 1e-7, value));
  }

  @Test
  void soAreFloatsAndSharesThatFloat32Rounds() {
    assertRefused(() -> new MultiSimilarityMiner(Float.NaN, Distance.COSINE));
    assertRefused(() ->
        new TripletMarginMiner(TripletDifficulty.EASY, Float.NaN, Distance.NORMALIZED_EUCLIDEAN));
    assertRefused(() -> new DistanceWeightedMiner(8, 0.5f, Float.POSITIVE_INFINITY));
    assertRefused(() -> new Dropout(1 - 1e-12));
    assertRefused(() -> new AdamSettings(0.001, 1 - 1e-12, 0.999, 1e-7, 0));
    assertRefused(() -> new AdamSettings(0.001, 0.9, 1 - 1e-12, 1e-7, 0));
  }

  private static void assertRefused(Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run);
  }
}
