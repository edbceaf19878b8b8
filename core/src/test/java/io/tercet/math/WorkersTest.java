package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eachTaskRunsOnceAndIsDoneOnReturn(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 2000; round++) {
        int tasks = round % 20;
        AtomicIntegerArray runs = new AtomicIntegerArray(20);
        workers.run(tasks, runs::incrementAndGet);
        for (int task = 0; task < 20; task++) {
          assertThat(runs.get(task)).isEqualTo(task < tasks ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void failureOfATaskIsThrownAndTheTeamGoesOn(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              workers.run(
                  10,
                  task -> {
                    if (task == 7) {
                      throw new IllegalStateException("task 7");
                    }
                  }))
          .withMessage("task 7");
      AtomicIntegerArray runs = new AtomicIntegerArray(4);
      workers.run(4, runs::incrementAndGet);
      assertThat(runs).hasToString("[1, 1, 1, 1]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void workAsideIsDoneOnceBesideTasksOrWhenItIsWaitedFor(int threads) {
    try (Workers workers = new Workers(threads)) {
      AtomicInteger done = new AtomicInteger();
      for (int round = 1; round <= 500; round++) {
        workers.doAside(done::incrementAndGet);
        AtomicInteger tasks = new AtomicInteger();
        workers.run(round % 40, task -> tasks.incrementAndGet());
        assertThat(tasks).hasValue(round % 40);
        workers.finishAside();
        assertThat(done).hasValue(round);
      }
      workers.doAside(done::incrementAndGet);
      workers.dropAside();
      workers.run(40, task -> {});
      workers.finishAside();
      assertThat(done).hasValue(500);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void failureOfWorkAsideIsThrownOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      workers.doAside(() -> {
        throw new IllegalStateException("aside");
      });
      assertThatIllegalStateException()
          .isThrownBy(() -> {
            for (int round = 0; round < 1000; round++) {
              workers.run(100, task -> {});
            }
            workers.finishAside();
          })
          .withMessage("aside");
      workers.finishAside();
      workers.run(4, task -> {});
    }
  }

  @Test
  void sleepingHelpersWakeUp() throws InterruptedException {
    try (Workers workers = new Workers(3)) {
      for (int i = 0; i < 5; i++) {
        Thread.sleep(30);
        AtomicIntegerArray runs = new AtomicIntegerArray(3);
        workers.run(3, runs::incrementAndGet);
        assertThat(runs).hasToString("[1, 1, 1]");
      }
    }
  }

  @Test
  void zeroThreadsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workers(0))
        .withMessage("threads must be at least 1, found 0");
  }
}
