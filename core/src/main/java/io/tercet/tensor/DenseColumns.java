package io.tercet.tensor;

import java.util.Arrays;

/**
 * The columns of a mostly zero matrix that are other than 0 in so many rows that it is quicker to
 * multiply them all: a tile of a dense product loads a weight once for eight rows and from L1, an
 * entry of a sparse one loads it for itself and from L2. Of MNIST's 784 pixels some 180 hold two
 * thirds of all that is not 0.
 */
public final class DenseColumns {
  /** No column. */
  public static final DenseColumns NONE = new DenseColumns(new int[0], new long[0]);

  /** Share of the rows from which on a column is one: where both ways take the same time. */
  static final double SHARE = 0.4;

  /** With fewer, a way of their own is not worth it, and there are none. */
  static final int FEWEST = 16;

  private static final long BYTE = 0xff;

  private final int[] columns;
  private final long[] others;

  private DenseColumns(int[] columns, long[] others) {
    this.columns = columns;
    this.others = others;
  }

  /**
   * Chooses them.
   *
   * @param counts for each column, in how many of the rows looked at it is other than 0
   * @param rows number of rows looked at
   */
  public static DenseColumns of(int[] counts, int rows) {
    int[] columns = new int[counts.length];
    int found = 0;
    for (int column = 0; column < counts.length; column++) {
      if (counts[column] > 0 && counts[column] >= SHARE * rows) {
        columns[found++] = column;
      }
    }
    int[] chosen = Arrays.copyOf(columns, found);
    return found < FEWEST ? NONE : new DenseColumns(chosen, others(counts.length, chosen));
  }

  /**
   * Those that a model file lists.
   *
   * @param columns in ascending order, each from 0 to {@code features} - 1
   * @param features number of columns of the matrix
   * @throws IllegalArgumentException if they are not
   */
  public static DenseColumns listed(int[] columns, int features) {
    int last = -1;
    for (int column : columns) {
      if (column <= last || column >= features) {
        throw new IllegalArgumentException(
            "dense columns ascend from 0 to %d, found %d after %d"
                .formatted(features - 1, column, last));
      }
      last = column;
    }
    return columns.length == 0 ? NONE : new DenseColumns(columns, others(features, columns));
  }

  private static long[] others(int all, int[] chosen) {
    long[] others = new long[Math.ceilDiv(all, Long.BYTES)];
    Arrays.fill(others, -1);
    for (int column : chosen) {
      others[column / Long.BYTES] &= ~(BYTE << shift(column));
    }
    return others;
  }

  private static int shift(int column) {
    return column % Long.BYTES * Byte.SIZE;
  }

  /** How many there are. */
  public int count() {
    return columns.length;
  }

  /** All, in ascending order; shared. */
  int[] columns() {
    return columns;
  }

  /** Number {@code i}, in ascending order. */
  public int column(int i) {
    return columns[i];
  }

  /** All, in ascending order, as an array of the caller's. */
  public int[] toArray() {
    return columns.clone();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DenseColumns that && Arrays.equals(columns, that.columns));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }

  @Override
  public String toString() {
    return Arrays.toString(columns);
  }

  /** Whether that column is one. */
  public boolean contains(int column) {
    return count() > 0 && (others[column / Long.BYTES] & (BYTE << shift(column))) == 0;
  }

  /**
   * For words of eight columns, lowest byte first: the bits of all others. Empty if there are no
   * frequent ones.
   */
  long[] others() {
    return others;
  }
}
