package io.tercet.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        workers.submitSide(done::incrementAndGet);
        AtomicInteger tasks = new AtomicInteger();
        workers.run(round % 40, task -> tasks.incrementAndGet());
        assertThat(tasks).hasValue(round % 40);
        workers.awaitSide();
        assertThat(done).hasValue(round);
      }
      workers.submitSide(done::incrementAndGet);
      workers.cancelSide();
      workers.run(40, task -> {});
      workers.awaitSide();
      assertThat(done).hasValue(500);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void failureOfWorkAsideIsThrownOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      workers.submitSide(() -> {
        throw new IllegalStateException("aside");
      });
      assertThatIllegalStateException()
          .isThrownBy(() -> {
            for (int round = 0; round < 1000; round++) {
              workers.run(100, task -> {});
            }
            workers.awaitSide();
          })
          .withMessage("aside");
      workers.awaitSide();
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
  void anotherThreadIsRefusedWhileTasksRun() throws Exception {
    try (Workers workers = new Workers(2);
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      CountDownLatch started = new CountDownLatch(2);
      CountDownLatch refused = new CountDownLatch(1);
      Future<?> first =
          other.submit(() ->
              workers.run(
                  2,
                  task -> {
                    started.countDown();
                    await(refused);
                  }));
      await(started);
      assertThatIllegalStateException()
          .isThrownBy(() -> workers.run(2, task -> {}))
          .withMessage(
              "these workers are already running a call; create separate workers for each thread");
      refused.countDown();
      first.get();
      AtomicIntegerArray runs = new AtomicIntegerArray(3);
      workers.run(3, runs::incrementAndGet);
      assertThat(runs).hasToString("[1, 1, 1]");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void callsFromWithinATaskAreRefused() {
    try (Workers workers = new Workers(2)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> workers.run(4, task -> workers.run(4, inner -> {})))
          .withMessageStartingWith("these workers are already running a call");
      assertThatIllegalStateException()
          .isThrownBy(() -> workers.run(4, task -> end(workers)))
          .withMessage("a task cannot close the workers that run it");
      workers.run(4, task -> {});
    }
  }

  private static void end(AutoCloseable workers) {
    try {
      workers.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("unexpected", e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void closedOnesAreRefused(int threads) {
    Workers workers = new Workers(threads);
    workers.close();
    workers.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> workers.run(5, task -> {}))
        .withMessage("these workers are closed");
  }

  @Test
  void zeroThreadsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workers(0))
        .withMessage("threads must be at least 1, found 0");
  }
}
