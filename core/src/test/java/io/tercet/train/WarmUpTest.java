package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.math.Workers;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void runsForEveryRecipeAndEndsWhenClosed() {
    for (String name : Recipes.names()) {
      TrainingConfig config = Recipes.find(name).orElseThrow();
      try (Workers workers = new Workers(1)) {
        assertThat(WarmUp.trainer(config, workers).stepsPerEpoch()).isPositive();
      }
      WarmUp.start(config).close();
      assertThat(warmUpThreads()).isZero();
    }
  }

  @Test
  void isSilentAboutSettingsThatLeadNowhere() {
    TrainingConfig config = TrainingConfig.classic().toBuilder().learningRate(1e30).build();
    WarmUp.start(config).close();
    assertThat(warmUpThreads()).isZero();
  }

  @Test
  void goesOnForATrainingOfTheSameKindAndAnewForAnother() {
    TrainingConfig config = TrainingConfig.classic();
    try (WarmUp warmUp = WarmUp.start(config);
        WarmUp other = warmUp.turnTo(TrainingConfig.mlp())) {
      assertThat(warmUp.turnTo(config.toBuilder().epochs(3).seed(7).build())).isSameAs(warmUp);
      assertThat(other).isNotSameAs(warmUp);
    }
    assertThat(warmUpThreads()).isZero();
  }

  private static long warmUpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("tercet-warm-up"))
        .count();
  }
}
