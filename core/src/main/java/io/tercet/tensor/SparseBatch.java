package io.tercet.tensor;

/** Mostly zero rows [n x columns], read a few rows at a time. */
public sealed interface SparseBatch extends Rows permits CsrRows, RowSelection {

  /**
   * The entries of rows {@code from} to {@code to} - 1, renumbered from 0; valid until this
   * thread's next call on any batch.
   */
  CsrRows entries(int from, int to);

  /**
   * The entries of rows {@code rows[from]} to {@code rows[to - 1]}, renumbered from 0.
   *
   * @param buffer used if the entries have to be listed; the result is valid until its next use
   */
  CsrRows entries(int[] rows, int from, int to, EntryBuffer buffer);

  /** Columns that the source stores as dense. */
  default DenseColumns denseColumns() {
    return DenseColumns.NONE;
  }

  /**
   * Writes rows {@code from} to {@code to} - 1 in dense form to {@code dense}, starting at {@code
   * at}.
   */
  default void copyTo(int from, int to, float[] dense, int at) {
    CsrRows rows = entries(from, to);
    for (int i = 0; i < to - from; i++) {
      rows.copyTo(i, dense, at + i * columns());
    }
  }
}
