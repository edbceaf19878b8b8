package io.tercet.tensor;

/**
 * Examples of which the entries other than zero are listed when asked for. Safe for many threads.
 */
public interface SparseExamples {

  /** Number of features of an example, at most {@link CsrRows#MAX_COLUMNS}. */
  int features();

  /** Places for each example that {@link #list} may write to. */
  int room();

  /**
   * Lists the entries of some examples, one example after the other.
   *
   * @param examples the first {@code count} of them are listed
   * @param columns receives their columns, ascending within an example
   * @param values receives their values, in the same way
   * @param ends receives one past the last place of each example
   */
  void list(int[] examples, int count, char[] columns, float[] values, int[] ends);
}
