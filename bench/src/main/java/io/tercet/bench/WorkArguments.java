package io.tercet.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The arguments of a peer's process: {@code WORK THREADS ROUNDS DATA}, the data being MNIST's
 * folder or the file of {@link DenseWork}. It prints {@code version V} and for each round {@code
 * rate R}, in the work's unit.
 */
record WorkArguments(Work work, int threads, int rounds, Path data) {
  private static final int WARM_UPS = 5;
  private static final long WARM_NANOSECONDS = 2_000_000_000L;
  private static final long ROUND_NANOSECONDS = 1_000_000_000L;

  static WorkArguments parse(String[] arguments) {
    return new WorkArguments(
        Work.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        Path.of(arguments[3]));
  }

  /** As they are given to a process; the suffix belongs to the work's name. */
  List<String> line(String suffix) {
    return List.of(
        work + suffix, Integer.toString(threads), Integer.toString(rounds), data.toString());
  }

  static void printRate(double rate) {
    System.out.println("rate " + rate);
  }

  /** Times rounds of a task that processes a number of items, after a warm-up of some seconds. */
  static void time(int rounds, int items, Runnable task) {
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UPS || System.nanoTime() - begin < WARM_NANOSECONDS; i++) {
      task.run();
    }
    timeWarm(rounds, items, task);
  }

  /** The same for a task that is warm; a round repeats it for a second or more. */
  static void timeWarm(int rounds, int items, Runnable task) {
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      long elapsed = 0;
      long done = 0;
      while (elapsed < ROUND_NANOSECONDS) {
        task.run();
        done += items;
        elapsed = System.nanoTime() - start;
      }
      printRate(done * 1e9 / elapsed);
    }
  }
}
