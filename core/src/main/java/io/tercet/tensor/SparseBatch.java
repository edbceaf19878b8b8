package io.tercet.tensor;

/**
 * Rows [n x columns] with few entries other than zero, which are asked for a few rows at a time.
 */
public sealed interface SparseBatch extends Rows permits CsrRows, RowSelection {

  /**
   * The entries of rows {@code from} to {@code to} - 1, which become rows 0 on; valid until this
   * thread asks any such rows again.
   */
  CsrRows near(int from, int to);

  /**
   * The same of rows {@code rows[from]} to {@code rows[to - 1]}.
   *
   * @param buffer where they are listed, if they have to be; they are valid until it is used again
   */
  CsrRows near(int[] rows, int from, int to, EntryBuffer buffer);

  /** Columns that are not kept as entries where the rows are. */
  default DenseColumns denseColumns() {
    return DenseColumns.NONE;
  }

  /** Writes rows {@code from} to {@code to} - 1 as they are when dense, from {@code at} on. */
  default void copyTo(int from, int to, float[] dense, int at) {
    CsrRows near = near(from, to);
    for (int i = 0; i < to - from; i++) {
      near.copyTo(i, dense, at + i * columns());
    }
  }
}
