package io.tercet.math;

/** What was read ahead, by each thread, kept so that reading it is not optimised away. */
final class Touched {
  /** Rows touched at once: their entries, of a thousand bytes each, fit into L1. */
  static final int ROWS = 16;

  private static final ThreadLocal<Touched> OF_THREAD = ThreadLocal.withInitial(Touched::new);

  @SuppressWarnings("UnusedVariable")
  private int sum;

  private Touched() {}

  static Touched ofThread() {
    return OF_THREAD.get();
  }

  void add(int read) {
    sum += read;
  }
}
