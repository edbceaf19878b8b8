package io.tercet.image.format;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;

/** A task whose processor time can be read while it runs. */
final class TimedWork<T> implements Callable<T> {
  private static final long UNKNOWN = -1;
  private static final double NANOSECONDS = 1e9;

  private final Callable<T> work;
  private volatile long thread = UNKNOWN;
  private volatile long before;

  TimedWork(Callable<T> work) {
    this.work = work;
  }

  @Override
  public T call() throws Exception {
    long own = Thread.currentThread().threadId();
    before = nanoseconds(own);
    thread = own;
    try {
      return work.call();
    } finally {
      thread = UNKNOWN;
    }
  }

  /** Processor time so far in seconds; 0 before the start, and if the JVM does not measure it. */
  double seconds() {
    long own = thread;
    return own == UNKNOWN ? 0 : Math.max(0, nanoseconds(own) - before) / NANOSECONDS;
  }

  private static long nanoseconds(long thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread) : UNKNOWN;
  }
}
