package io.tercet.kernel;

/** Consumes prefetched values, per thread, so that the loads are not eliminated. */
public final class PrefetchSink {
  /** Rows prefetched together: their entries, about a thousand bytes each, fit into L1. */
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
