package io.tercet.math;

import java.util.Arrays;

/**
 * The columns of a mostly zero matrix that are other than 0 in so many rows that it is quicker to
 * multiply them all: a tile of a dense product loads a weight once for eight rows and from L1, an
 * entry of a sparse one loads it for itself and from L2. Of MNIST's 784 pixels some 190 hold two
 * thirds of all that is not 0.
 */
public final class FrequentColumns {
  /** No column. */
  public static final FrequentColumns NONE = new FrequentColumns(new int[0], new long[0]);

  /** Share of the rows from which on a column is one: where both ways take the same time. */
  static final double SHARE = 0.4;

  /** There is a multiple of this many: lanes of the widest vector. */
  static final int MULTIPLE = 16;

  /** Bytes that are read at once. */
  static final int BLOCK = MULTIPLE * Integer.BYTES;

  private static final long BYTE = 0xff;

  private final int[] columns;
  private final long[] others;

  private FrequentColumns(int[] columns, long[] others) {
    this.columns = columns;
    this.others = others;
  }

  /**
   * Chooses them: as many of the most frequent ones as fill vectors.
   *
   * @param counts for each column, in how many of the rows looked at it is other than 0
   * @param rows number of rows looked at
   */
  public static FrequentColumns of(int[] counts, int rows) {
    int[] columns = new int[counts.length];
    int found = 0;
    for (int column = 0; column < counts.length; column++) {
      if (counts[column] > 0 && counts[column] >= SHARE * rows) {
        columns[found++] = column;
      }
    }
    for (; found % MULTIPLE != 0; found--) {
      int least = leastOf(columns, found, counts);
      System.arraycopy(columns, least + 1, columns, least, found - least - 1);
    }
    int[] chosen = Arrays.copyOf(columns, found);
    return found == 0 ? NONE : new FrequentColumns(chosen, others(counts.length, chosen));
  }

  /**
   * Which of the first {@code found} columns is the least frequent, the last of them if several.
   */
  private static int leastOf(int[] columns, int found, int[] counts) {
    int least = 0;
    for (int i = 1; i < found; i++) {
      if (counts[columns[i]] <= counts[columns[least]]) {
        least = i;
      }
    }
    return least;
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
  int count() {
    return columns.length;
  }

  /** Bytes that those of a row take, all blocks of them whole. */
  int size() {
    return Math.ceilDiv(count(), BLOCK) * BLOCK;
  }

  /**
   * Where in a row the byte of number {@code i} is: in blocks of four times sixteen, of which each
   * word has one byte of each sixteen, so that shifts make of them words of one byte.
   */
  static int place(int i) {
    int inBlock = i % BLOCK;
    return i - inBlock + inBlock % MULTIPLE * Integer.BYTES + inBlock / MULTIPLE;
  }

  /** Number {@code i}, in ascending order. */
  int column(int i) {
    return columns[i];
  }

  /** Whether that column is one. */
  boolean contains(int column) {
    return count() > 0 && (others[column / Long.BYTES] & (BYTE << shift(column))) == 0;
  }

  /** For words of eight columns, lowest byte first: the bits of all others. Empty if all are. */
  long[] others() {
    return others;
  }
}
