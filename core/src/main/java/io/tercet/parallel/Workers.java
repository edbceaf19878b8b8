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
 * A fixed team of threads that runs numbered tasks to their end, the caller among them. Which
 * thread runs which task is open, so a task writes only what no other task of the same call
 * touches, and the number of tasks never depends on the number of threads: this is how results stay
 * bit-identical on any number of threads.
 *
 * <p>Between calls the threads spin for a moment, since a training step hands out work every few
 * hundred microseconds, and then sleep. {@link #run} allocates nothing. One thread at a time may
 * call it; a call from another thread, from within a task, or after {@link #close} is refused.
 */
public final class Workers implements AutoCloseable {
  private static final int SPINS_BEFORE_SLEEP = 20_000;

  /** Tasks of a call that is long enough for something beside it. */
  private static final int MANY = 16;

  /** Numbers that fill a cache line, and the one fetched with it. */
  private static final int APART = 32;

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
   * @param threads number of threads including the caller, at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
    helpers = new Thread[threads - 1];
    nextTasks = new AtomicIntegerArray(threads * APART);
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] =
          Thread.ofPlatform().daemon().name("tercet-worker-" + (i + 1)).unstarted(helper(i + 1));
    }
    for (Thread helper : helpers) {
      helper.start();
    }
  }

  /** One thread for each processor of this machine. */
  public static Workers all() {
    return new Workers(Runtime.getRuntime().availableProcessors());
  }

  /** Number of threads including the caller. */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Runs {@code job} for each of 0 to {@code tasks} - 1 and returns when all are done. An exception
   * of a task is thrown here after the others have ended.
   *
   * @throws IllegalStateException if these workers are closed, or run tasks of another call
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
          "these workers run the tasks of another call; each thread needs workers of its own");
    }
    try {
      if (closed) { // meanwhile
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
      nextTasks.setPlain(i * APART, i);
    }
    helpersDone.set(0);
    round.incrementAndGet(); // publishes what is above
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
   * Takes in work to be done beside later calls of {@link #run}: by a helper, which begins a call
   * of many tasks with it while the others take its share, or by {@link #awaitSide}. One at a time;
   * not from within a task.
   */
  public void submitSide(Runnable work) {
    sideRuns = true;
    side.set(work);
  }

  /** Forgets work that was taken in and is not done. */
  public void cancelSide() {
    side.set(null);
    sideRuns = false;
  }

  /** Returns when the work that was taken in is done, if there is any. */
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
        if (tasks >= MANY) {
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
   * Own tasks first, every so many threads one, so that a thread finds in its caches what it wrote
   * in the call before; then what others have left.
   */
  private void takeTasks(int own, IntConsumer job, int tasks) {
    try {
      for (int i = 0; i < threads(); i++) {
        int owner = (own + i) % threads();
        int task;
        while ((task = nextTasks.getAndAdd(owner * APART, threads())) < tasks) {
          job.accept(task);
        }
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
      for (int i = 0; i < threads(); i++) {
        nextTasks.set(i * APART, tasks);
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
   * Ends the threads, after the call of {@link #run} that may be under way on another thread.
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
