package io.tercet.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of threads that runs numbered tasks to completion; the calling thread takes part.
 * The assignment of tasks to threads is unspecified, so a task writes only what no other task of
 * the same call touches. The number of tasks never depends on the number of threads. Together this
 * keeps results bit-identical on any number of threads.
 *
 * <p>Between calls the threads spin briefly, since a training step submits work every few hundred
 * microseconds, and then park. {@link #run} does not allocate. Only one thread at a time may call
 * it; a call from another thread, from within a task, or after {@link #close} throws.
 */
public final class Workers implements AutoCloseable {
  private static final int SPINS_BEFORE_SLEEP = 20_000;

  /** Minimum number of tasks of a call that is long enough to overlap with side work. */
  private static final int MIN_TASKS_FOR_SIDE = 16;

  /**
   * Ints in two cache lines: adjacent lines are prefetched in pairs, so counters this far apart do
   * not share one.
   */
  private static final int PADDING = 32;

  private final Thread[] helpers;
  private final AtomicIntegerArray nextTasks;
  private final AtomicInteger helpersDone = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> side = new AtomicReference<>();
  private volatile boolean sideRuns;
  private @Nullable IntConsumer job;
  private int tasks;
  private final AtomicInteger round = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread caller;
  private volatile boolean closed;

  /**
   * Starts the helper threads, which are daemons.
   *
   * @param threads number of threads including the caller, at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
    helpers = new Thread[threads - 1];
    nextTasks = new AtomicIntegerArray(threads * PADDING);
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] =
          Thread.ofPlatform().daemon().name("tercet-worker-" + (i + 1)).unstarted(helper(i + 1));
    }
    for (Thread helper : helpers) {
      helper.start();
    }
  }

  /** {@return workers with one thread for each processor of this machine} */
  public static Workers all() {
    return new Workers(Runtime.getRuntime().availableProcessors());
  }

  /** {@return the number of threads including the caller} */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Runs {@code job} for each of 0 to {@code tasks} - 1 and returns when all have completed. An
   * exception thrown by a task is rethrown here after the other tasks have ended.
   *
   * @param tasks the number of tasks, at least 0
   * @param job receives the number of each task once, on any of the threads
   * @throws IllegalStateException if these workers are closed or already running a call
   */
  public void run(int tasks, IntConsumer job) {
    if (closed) {
      throw new IllegalStateException("these workers are closed");
    }
    if (helpers.length == 0 || tasks <= 1) {
      for (int task = 0; task < tasks; task++) {
        job.accept(task);
      }
      return;
    }
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "these workers are already running a call; create separate workers for each thread");
    }
    try {
      if (closed) { // closed since the first check
        throw new IllegalStateException("these workers are closed");
      }
      caller = Thread.currentThread();
      runOnAll(tasks, job);
    } finally {
      caller = null;
      running.set(false);
    }
  }

  private void runOnAll(int tasks, IntConsumer job) {
    this.job = job;
    this.tasks = tasks;
    for (int i = 0; i < threads(); i++) {
      nextTasks.setPlain(i * PADDING, i);
    }
    helpersDone.set(0);
    round.incrementAndGet(); // publishes the writes above
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    takeTasks(0, job, tasks);
    while (helpersDone.get() < helpers.length) {
      Thread.onSpinWait();
    }
    this.job = null;
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      rethrow(thrown);
    }
  }

  /**
   * Submits work to run in the background of later calls of {@link #run}. A helper thread runs it
   * at the start of a call with many tasks while the other threads take over its share; otherwise
   * {@link #awaitSide} runs it. One at a time; not from within a task.
   *
   * @param work what a single thread runs, once
   */
  public void submitSide(Runnable work) {
    sideRuns = true;
    side.set(work);
  }

  /** Discards submitted work that has not started. */
  public void cancelSide() {
    side.set(null);
    sideRuns = false;
  }

  /** Waits for the submitted work, if any, and runs it on this thread if it has not started. */
  public void awaitSide() {
    runSide();
    while (sideRuns) {
      Thread.onSpinWait();
    }
  }

  private void runSide() {
    Runnable work = side.getAndSet(null);
    if (work != null) {
      try {
        work.run();
      } finally {
        sideRuns = false;
      }
    }
  }

  private void runSideAsTask() {
    try {
      runSide();
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  private Runnable helper(int number) {
    return () -> help(number);
  }

  private void help(int number) {
    int seen = 0;
    while (true) {
      seen = awaitRoundAfter(seen);
      if (closed) {
        return;
      }
      IntConsumer current = job;
      if (current != null) {
        if (tasks >= MIN_TASKS_FOR_SIDE) {
          runSideAsTask();
        }
        takeTasks(number, current, tasks);
      }
      helpersDone.incrementAndGet();
    }
  }

  private int awaitRoundAfter(int seen) {
    int spins = 0;
    while (round.get() == seen && !closed) {
      if (++spins < SPINS_BEFORE_SLEEP) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    return round.get();
  }

  /**
   * Runs this thread's own tasks first (task numbers modulo the number of threads), so that a
   * thread finds in its caches what it wrote in the previous call; then steals the remaining tasks
   * of the others.
   */
  private void takeTasks(int own, IntConsumer job, int tasks) {
    try {
      for (int i = 0; i < threads(); i++) {
        int owner = (own + i) % threads();
        int task;
        while ((task = nextTasks.getAndAdd(owner * PADDING, threads())) < tasks) {
          job.accept(task);
        }
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
      for (int i = 0; i < threads(); i++) {
        nextTasks.set(i * PADDING, tasks);
      }
    }
  }

  private static void rethrow(Throwable thrown) {
    switch (thrown) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
  }

  /**
   * Stops the threads, after a call of {@link #run} in progress on another thread has completed.
   *
   * @throws IllegalStateException if called from within a task
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (isWithinTask()) {
      throw new IllegalStateException("a task cannot close the workers that run it");
    }
    while (!running.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
    closed = true;
    running.set(false);
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  private boolean isWithinTask() {
    Thread current = Thread.currentThread();
    return current == caller || Arrays.asList(helpers).contains(current);
  }
}
