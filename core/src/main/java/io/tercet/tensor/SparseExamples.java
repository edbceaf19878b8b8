package io.tercet.tensor;

/** Sparse examples whose non-zero entries are listed on demand. Thread-safe. */
public interface SparseExamples {

  /** {@return the number of features of an example, at most {@link CsrRows#MAX_COLUMNS}} */
  int features();

  /** {@return the maximum number of entries that {@link #list} writes for an example} */
  int room();

  /**
   * Lists the entries of examples consecutively.
   *
   * @param examples the first {@code count} of them are listed
   * @param count the number of examples to list
   * @param columns receives their columns, ascending within an example
   * @param values receives their values, in the same way
   * @param ends receives the exclusive end of each example's entries
   */
  void list(int[] examples, int count, char[] columns, float[] values, int[] ends);
}
