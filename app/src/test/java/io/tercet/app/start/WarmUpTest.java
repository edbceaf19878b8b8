package io.tercet.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.nn.Dense;
import io.tercet.optim.Adam;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void isSilentAboutSettingsThatLeadNowhere() throws InterruptedException {
    TrainingConfig config =
        Recipes.classic()
            .withLayers(List.of(new Dense(8, Activation.LINEAR)))
            .withOptimizer(Adam.ofRate(1e18));
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try (WarmUp _ = WarmUp.start(config)) {
      // It would continue until it is closed if the loss did not become NaN.
      for (int i = 0; i < 2000 && warmUpThreads() > 0; i++) {
        Thread.sleep(10);
      }
      assertThat(warmUpThreads()).isZero();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).isEmpty();
  }

  @Test
  void goesOnForATrainingOfTheSameKindAndAnewForAnother() {
    TrainingConfig config = Recipes.classic();
    try (WarmUp warmUp = WarmUp.start(config);
        WarmUp other = warmUp.turnTo(Recipes.mlp())) {
      assertThat(warmUp.turnTo(config.withEpochs(3).withSeed(7))).isSameAs(warmUp);
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
