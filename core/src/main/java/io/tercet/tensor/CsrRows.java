package io.tercet.tensor;

import java.util.Arrays;

/**
 * Rows [n x columns] in compressed sparse row (CSR) form: only non-zero entries are stored. Row i
 * has the entries {@code start()[i]} (inclusive) to {@code end()[i]} (exclusive) of {@code
 * column()} and {@code value()}. Rows may be stored anywhere in the two arrays, in any order, and
 * may overlap.
 *
 * <p>The arrays are shared and may be longer than {@code n}.
 */
public final class CsrRows implements SparseBatch {
  /** Columns are stored as unsigned 16-bit numbers. */
  public static final int MAX_COLUMNS = 1 << 16;

  private static final int CACHE_LINE = 64;

  private final int columns;
  private final char[] column;
  private final float[] value;
  private final int[] start;
  private final int[] end;
  private final int rows;

  /**
   * Creates rows over the given arrays, which are shared.
   *
   * @param rows n, at least 0 and at most the length of {@code start} and {@code end}
   * @param columns number of features, at most {@link #MAX_COLUMNS}
   * @param column column of each entry, ascending within a row
   * @param value value of each entry
   * @param start first entry of each row
   * @param end one past the last entry of each row
   */
  public CsrRows(int rows, int columns, char[] column, float[] value, int[] start, int[] end) {
    if (columns < 0 || columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "sparse rows have 0 to %d columns, found %d".formatted(MAX_COLUMNS, columns));
    }
    if (rows < 0 || rows > start.length || rows > end.length) {
      throw new IllegalArgumentException(
          "%d rows need as many starts and ends, found %d and %d"
              .formatted(rows, start.length, end.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.column = column;
    this.value = value;
    this.start = start;
    this.end = end;
  }

  /**
   * {@return the non-zero entries of a dense matrix}
   *
   * @param dense [n x columns]
   */
  public static CsrRows of(Matrix dense) {
    return of(dense, 0, dense.rows());
  }

  /**
   * {@return the non-zero entries of rows {@code from} to {@code to} - 1, renumbered from 0}
   *
   * @param dense contains the rows
   * @param from the first row
   * @param to one past the last row
   */
  public static CsrRows of(Matrix dense, int from, int to) {
    int rows = to - from;
    int[] start = new int[rows];
    int[] end = new int[rows];
    int size = Math.multiplyExact(rows, dense.columns());
    char[] column = new char[size];
    float[] value = new float[size];
    int next = 0;
    for (int i = 0; i < rows; i++) {
      start[i] = next;
      for (int j = 0; j < dense.columns(); j++) {
        float entry = dense.data()[dense.offset(from + i) + j];
        if (entry != 0) {
          column[next] = (char) j;
          value[next++] = entry;
        }
      }
      end[i] = next;
    }
    return new CsrRows(rows, dense.columns(), column, value, start, end);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** {@return the column of each entry} */
  public char[] column() {
    return column;
  }

  /** {@return the value of each entry} */
  public float[] value() {
    return value;
  }

  /** {@return the first entry of each row} */
  public int[] start() {
    return start;
  }

  /** {@return one past the last entry of each row} */
  public int[] end() {
    return end;
  }

  @Override
  public CsrRows entries(int from, int to) {
    return new CsrRows(
        to - from,
        columns,
        column,
        value,
        Arrays.copyOfRange(start, from, to),
        Arrays.copyOfRange(end, from, to));
  }

  @Override
  public CsrRows entries(int[] chosen, int from, int to, EntryBuffer buffer) {
    int[] starts = new int[to - from];
    int[] ends = new int[to - from];
    for (int i = from; i < to; i++) {
      starts[i - from] = start[chosen[i]];
      ends[i - from] = end[chosen[i]];
    }
    return new CsrRows(to - from, columns, column, value, starts, ends);
  }

  /**
   * {@return the same rows with the entries of the given columns moved to the front of each row}
   * This is the order in which a product with {@link DeltaByteRows} adds, so both round
   * identically. The result is only valid as an operand of such products; everything else expects
   * ascending columns.
   *
   * @param first the columns to move
   */
  public CsrRows withFirst(DenseColumns first) {
    if (first.count() == 0) {
      return this;
    }
    int total = 0;
    for (int i = 0; i < rows; i++) {
      total += end[i] - start[i];
    }
    char[] columns = new char[total];
    float[] values = new float[total];
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    int next = 0;
    for (int i = 0; i < rows; i++) {
      starts[i] = next;
      next = copySome(i, first, true, columns, values, next);
      next = copySome(i, first, false, columns, values, next);
      ends[i] = next;
    }
    return new CsrRows(rows, this.columns, columns, values, starts, ends);
  }

  private int copySome(
      int row, DenseColumns some, boolean wanted, char[] columns, float[] values, int at) {
    int next = at;
    for (int e = start[row]; e < end[row]; e++) {
      if (some.contains(column[e]) == wanted) {
        columns[next] = column[e];
        values[next++] = value[e];
      }
    }
    return next;
  }

  /**
   * Writes a row in dense form to {@code dense}, starting at {@code at}.
   *
   * @param row from 0 to n - 1
   * @param dense receives a value for each column
   * @param at the index of the first of them in {@code dense}
   */
  public void copyTo(int row, float[] dense, int at) {
    Arrays.fill(dense, at, at + columns, 0);
    for (int e = start[row]; e < end[row]; e++) {
      dense[at + column[e]] = value[e];
    }
  }

  /**
   * Touches every cache line of the entries {@code from} to {@code to} - 1 (software prefetch).
   * Rows are scattered in memory; touching several before computing overlaps their cache misses.
   *
   * @param from the first entry
   * @param to one past the last entry
   * @return a meaningless number; consume it so that the loads are not eliminated
   */
  public int prefetch(int from, int to) {
    int read = 0;
    for (int e = from; e < to; e += CACHE_LINE / Character.BYTES) {
      read += column[e];
    }
    for (int e = from; e < to; e += CACHE_LINE / Float.BYTES) {
      read += Float.floatToRawIntBits(value[e]);
    }
    return read;
  }
}
