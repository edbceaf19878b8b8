package io.tercet.app.dashboard;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs computations on embeddings on few threads: half of the processors, but at least two, for
 * quick ones, so that viewers do not wait for each other, and one for those that take about a
 * second. A thread that multiplies matrices holds 8 MB of buffers, too much for hundreds of server
 * threads, and a concurrent training needs its processors.
 */
final class Searches {
  private static final int MOST_WAITING = 500;
  private static final ThreadPoolExecutor QUICK =
      threads(
          "tercet-dashboard-quick", Math.max(2, Runtime.getRuntime().availableProcessors() / 2));
  private static final ThreadPoolExecutor LONG = threads("tercet-dashboard-long", 1);

  private Searches() {}

  private static ThreadPoolExecutor threads(String name, int count) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name(name).factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Runs a quick computation: points, neighbors. */
  static <T> T quick(Callable<T> work) throws IOException {
    return await(QUICK, work);
  }

  /** Runs a long computation: metrics, mistakes. */
  static <T> T lengthy(Callable<T> work) throws IOException {
    return await(LONG, work);
  }

  private static <T> T await(ThreadPoolExecutor executor, Callable<T> work) throws IOException {
    try {
      Future<T> result = executor.submit(work);
      return result.get();
    } catch (RejectedExecutionException e) {
      throw new BusyException("too many concurrent searches, try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("the server is shutting down");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
