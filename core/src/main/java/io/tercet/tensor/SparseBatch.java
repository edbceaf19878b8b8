package io.tercet.tensor;

/** Mostly zero rows [n x columns], read a few rows at a time. */
public sealed interface SparseBatch extends Rows permits CsrRows, RowSelection {

  /**
   * {@return the entries of rows {@code from} to {@code to} - 1, renumbered from 0; valid until
   * this thread's next call on any batch}
   *
   * @param from the first row
   * @param to one past the last row
   */
  CsrRows entries(int from, int to);

  /**
   * {@return the entries of rows {@code rows[from]} to {@code rows[to - 1]}, renumbered from 0}
   *
   * @param rows indices of rows, in any order
   * @param from the first index of {@code rows} to use
   * @param to one past the last index of {@code rows} to use
   * @param buffer used if the entries have to be listed; the result is valid until its next use
   */
  CsrRows entries(int[] rows, int from, int to, EntryBuffer buffer);

  /** {@return the columns that the source stores as dense} */
  default DenseColumns denseColumns() {
    return DenseColumns.NONE;
  }

  /**
   * Writes rows {@code from} to {@code to} - 1 in dense form to {@code dense}, starting at {@code
   * at}.
   *
   * @param from the first row
   * @param to one past the last row
   * @param dense receives [to - from x columns], row-major
   * @param at the index of the first value in {@code dense}
   */
  default void copyTo(int from, int to, float[] dense, int at) {
    CsrRows rows = entries(from, to);
    for (int i = 0; i < to - from; i++) {
      rows.copyTo(i, dense, at + i * columns());
    }
  }
}
