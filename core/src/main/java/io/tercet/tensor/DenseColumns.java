package io.tercet.tensor;

import java.util.Arrays;

/**
 * The columns of a mostly zero matrix that are non-zero in enough rows to be multiplied as dense. A
 * tile of a dense product loads a weight once for eight rows and from L1; an entry of a sparse
 * product loads it for itself and from L2. About 180 of MNIST's 784 pixels hold two thirds of its
 * non-zero values.
 */
public final class DenseColumns {
  /** No columns. */
  public static final DenseColumns NONE = new DenseColumns(new int[0], new long[0]);

  /** Minimum density of a column to be treated as dense: the break-even point of both kernels. */
  static final double MIN_DENSITY = 0.4;

  /**
   * Minimum number of dense columns; with fewer the dense kernel does not pay off, and all are
   * sparse.
   */
  static final int MIN_COUNT = 16;

  private static final long BYTE = 0xff;

  private final int[] columns;
  private final long[] others;

  private DenseColumns(int[] columns, long[] others) {
    this.columns = columns;
    this.others = others;
  }

  /**
   * Selects the dense columns.
   *
   * @param counts for each column, the number of sampled rows in which it is non-zero
   * @param rows number of sampled rows
   * @return the columns that are dense in the sample; {@link #NONE} if there are too few
   */
  public static DenseColumns of(int[] counts, int rows) {
    int[] columns = new int[counts.length];
    int found = 0;
    for (int column = 0; column < counts.length; column++) {
      if (counts[column] > 0 && counts[column] >= MIN_DENSITY * rows) {
        columns[found++] = column;
      }
    }
    int[] chosen = Arrays.copyOf(columns, found);
    return found < MIN_COUNT ? NONE : new DenseColumns(chosen, others(counts.length, chosen));
  }

  /**
   * {@return the dense columns listed in a model file}
   *
   * @param columns in ascending order, each from 0 to {@code features} - 1
   * @param features number of columns of the matrix
   * @throws IllegalArgumentException if they are not ascending or out of range
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

  /** {@return the number of dense columns} */
  public int count() {
    return columns.length;
  }

  /** All dense columns, ascending; the array is shared. */
  int[] columns() {
    return columns;
  }

  /**
   * {@return the dense column at index {@code i} in ascending order}
   *
   * @param i from 0 to {@code count() - 1}
   */
  public int column(int i) {
    return columns[i];
  }

  /** {@return all dense columns, ascending, in a new array} */
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

  /**
   * {@return whether a column is dense}
   *
   * @param column from 0 to the number of features - 1
   */
  public boolean contains(int column) {
    return count() > 0 && (others[column / Long.BYTES] & (BYTE << shift(column))) == 0;
  }

  /**
   * Masks of the columns that are not dense: a word per eight columns, lowest byte first. Empty if
   * there are no dense columns.
   */
  long[] others() {
    return others;
  }
}
