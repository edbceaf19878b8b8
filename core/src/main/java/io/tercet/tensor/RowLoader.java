package io.tercet.tensor;

/**
 * Fills rows of a batch lazily, on the thread that is about to process them, so that they are in
 * its caches. Thread-safe for disjoint rows.
 */
@FunctionalInterface
public interface RowLoader {
  /** For rows that are already filled. */
  RowLoader NONE = (from, to) -> {};

  /**
   * Fills rows {@code from} to {@code to} - 1.
   *
   * @param from the first row
   * @param to one past the last row
   */
  void load(int from, int to);
}
