package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void runsForEveryRecipeAndEndsWhenClosed() {
    for (String name : Recipes.names()) {
      TrainingConfig config = Recipes.find(name).orElseThrow();
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

  private static long warmUpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("tercet-warm-up"))
        .count();
  }
}
