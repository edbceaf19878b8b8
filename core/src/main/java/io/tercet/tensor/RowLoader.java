package io.tercet.tensor;

/**
 * Fills rows of a batch just before they are worked on, by the thread that will, so that they are
 * in its caches then. Safe for many threads on different rows.
 */
@FunctionalInterface
public interface RowLoader {
  /** For rows that are there. */
  RowLoader NONE = (from, to) -> {};

  /** Fills rows {@code from} to {@code to} - 1. */
  void load(int from, int to);
}
