package io.tercet.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.nn.Dense;
import io.tercet.optim.Adam;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.train.Recipes;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingException;
import java.time.Duration;
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
    // That they do lead nowhere: else there is nothing to be silent about.
    try (Workers workers = new Workers(1)) {
      Trainer trainer = WarmUp.trainer(config, workers);
      assertThatExceptionOfType(TrainingException.class).isThrownBy(trainer::train);
    }
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      WarmUp warmUp = WarmUp.start(config);
      awaitItsEnd(); // by itself: closed before its first step it would have met nothing
      warmUp.close();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).isEmpty();
  }

  /** Waits, as long as it takes a busy machine, until the thread has ended. */
  private static void awaitItsEnd() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (warmUpThreads() > 0) {
      assertThat(System.nanoTime()).as("end of the warm-up").isLessThan(deadline);
      Thread.sleep(10);
    }
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
