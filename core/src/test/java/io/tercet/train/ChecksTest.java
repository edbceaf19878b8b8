package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.distance.Distance;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.CosFaceLoss;
import io.tercet.loss.MarginLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.ProxyNcaLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.SumLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.nn.Dropout;
import io.tercet.optim.Adam;
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
  void componentsBeyondFloat32AreRefusedByTheirNames(double value) {
    assertRefused("margin", value, () -> TripletLoss.defaults().withMargin(value));
    assertRefused("temperature", value, () -> new NtXentLoss(value, Distance.COSINE, Reducer.MEAN));
    assertRefused("scale", value, () -> new ProxyNcaLoss(value));
    assertRefused(
        "weight", value, () -> new SumLoss(ProxyNcaLoss.defaults(), value, new CenterLoss()));
    assertRefused("learningRate", value, () -> Adam.ofRate(value));
    assertRefused("weightDecay", value, () -> Adam.KERAS.withWeightDecay(value));
  }

  private static void assertRefused(String name, double value, Runnable made) {
    assertThatIllegalArgumentException()
        .isThrownBy(made::run)
        .withMessageStartingWith(name + ": found " + value + ", expected ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e300, 1e-40, 1e39, Double.NaN, Double.NEGATIVE_INFINITY})
  void soAreComponentsOfRecords(double value) {
    assertRefused(() -> new TripletMeanSquareLoss(value));
    assertRefused(() -> new CosFaceLoss(0.1, value));
    assertRefused(() -> new CosFaceLoss(value, 10));
    assertRefused(() -> new ProxyNcaLoss(value));
    assertRefused(() -> new VarianceLoss(value));
    assertRefused(() -> new MarginLoss(0.2, value, Distance.NORMALIZED_EUCLIDEAN));
    assertRefused(() -> new CircleLoss(value, 80, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new CircleLoss(0.4, value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new NtXentLoss(value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(value, 50, 0.5, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(2, value, 0.5, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new MultiSimilarityLoss(2, 50, value, Distance.COSINE, Reducer.MEAN));
    assertRefused(() -> new Adam(value, 0.9, 0.999, 1e-7, 0));
    assertRefused(() -> new Adam(0.001, 0.9, 0.999, value, 0));
    assertRefused(() -> new Adam(0.001, 0.9, 0.999, 1e-7, value));
  }

  @Test
  void soAreFloatsAndSharesThatFloat32Rounds() {
    assertRefused(() -> new MultiSimilarityMiner(Float.NaN, Distance.COSINE));
    assertRefused(() ->
        new TripletMarginMiner(TripletDifficulty.EASY, Float.NaN, Distance.NORMALIZED_EUCLIDEAN));
    assertRefused(() -> new DistanceWeightedMiner(0.5f, Float.POSITIVE_INFINITY));
    assertRefused(() -> new Dropout(1 - 1e-12));
    assertRefused(() -> new Adam(0.001, 1 - 1e-12, 0.999, 1e-7, 0));
    assertRefused(() -> new Adam(0.001, 0.9, 1 - 1e-12, 1e-7, 0));
  }

  private static void assertRefused(Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run);
  }
}
