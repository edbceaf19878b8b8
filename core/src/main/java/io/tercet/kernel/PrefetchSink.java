package io.tercet.kernel;

/** What was read ahead, by each thread, kept so that reading it is not optimised away. */
public final class PrefetchSink {
  /** Rows touched at once: their entries, of a thousand bytes each, fit into L1. */
  public static final int ROWS = 16;

  private static final ThreadLocal<PrefetchSink> OF_THREAD =
      ThreadLocal.withInitial(PrefetchSink::new);

  @SuppressWarnings("UnusedVariable")
  private int sum;

  private PrefetchSink() {}

  public static PrefetchSink ofThread() {
    return OF_THREAD.get();
  }

  public void add(int read) {
    sum += read;
  }
}
