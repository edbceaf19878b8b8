package io.tercet.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A row of bytes, mostly 0, as whoever packs rows wants it: the others are found by looking at
 * eight at a time. To be used for row after row, by one thread.
 *
 * <pre>
 *   bytes   00 00 00 00 00 00 00 00 | 00 00 3f c8 ff 00 00 00 | ..
 *   words   0: eight columns on     | byte by byte, lowest first
 * </pre>
 */
public final class RowEncoder {
  /** Farthest that an entry may be from the one before. */
  static final int MAX_STEP = 255;

  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

  private final int columns;
  private final byte[] bytes;
  private final long[] words;
  private final LongBuffer asWords;
  private final DenseColumns denseColumns;
  private final char[] columnsOf;

  /**
   * A row of zeros.
   *
   * @param columns number of bytes
   */
  public RowEncoder(int columns) {
    this(columns, DenseColumns.NONE);
  }

  /**
   * A row of zeros.
   *
   * @param columns number of bytes
   * @param denseColumns columns that have no entries
   */
  public RowEncoder(int columns, DenseColumns denseColumns) {
    this.columns = columns;
    this.denseColumns = denseColumns;
    this.words = new long[Math.ceilDiv(columns, Long.BYTES)];
    this.bytes = new byte[words.length * Long.BYTES];
    this.asWords = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    this.columnsOf = new char[columns];
  }

  /** Number of bytes in the row. */
  int columns() {
    return columns;
  }

  /** Where to write the row; what lies beyond its columns is to stay 0. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many are not 0. */
  public int count() {
    asWords.get(0, words);
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(topBits(word));
    }
    return count;
  }

  /** Adds 1 to the counts of the columns that are not 0. */
  public void addTo(int[] counts) {
    for (int i = 0; i < columns; i++) {
      counts[i] += bytes[i] != 0 ? 1 : 0;
    }
  }

  /** Columns that have no entries. */
  DenseColumns denseColumns() {
    return denseColumns;
  }

  /** Copies the bytes of these. */
  void copyDense(byte[] destination, int at) {
    int[] columnsOfDense = denseColumns.columns();
    for (int i = 0; i < columnsOfDense.length; i++) {
      destination[at + i] = bytes[columnsOfDense[i]];
    }
  }

  private void readOthers() {
    asWords.get(0, words);
    long[] others = denseColumns.others();
    for (int i = 0; i < others.length; i++) {
      words[i] &= others[i];
    }
  }

  /**
   * Entries that a packed row takes: bytes other than 0, and those of value 0 that lie between far
   * columns.
   */
  public int entries() {
    readOthers();
    int entries = 0;
    int last = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        long bits = topBits(words[i]);
        int column = i * Long.BYTES;
        int first = column + Long.numberOfTrailingZeros(bits) / Byte.SIZE;
        entries += between(last, first) + Long.bitCount(bits);
        last = column + (Long.SIZE - 1 - Long.numberOfLeadingZeros(bits)) / Byte.SIZE;
      }
    }
    return entries + between(last, columns);
  }

  /** The top bit of each byte that is not 0. */
  private static long topBits(long word) {
    return (((word & LOW_BITS) + LOW_BITS) | word) & ~LOW_BITS;
  }

  /** Entries of value 0 that are needed between two columns. */
  private static int between(int last, int next) {
    return (next - last - 1) / MAX_STEP;
  }

  /**
   * Lists the {@link #entries}.
   *
   * @param values receives the value of each from {@code offset} on
   * @return the column of each, from the beginning on; valid until the next call
   */
  char[] list(byte[] values, int offset) {
    readOthers();
    int entry = 0;
    int last = 0;
    for (int i = 0; i < words.length; i++) {
      int column = i * Long.BYTES;
      for (long rest = words[i]; rest != 0; rest >>>= Byte.SIZE) {
        if ((byte) rest != 0) {
          entry = bridge(last, column, values, offset, entry);
          columnsOf[entry] = (char) column;
          values[offset + entry++] = (byte) rest;
          last = column;
        }
        column++;
      }
    }
    bridge(last, columns, values, offset, entry);
    return columnsOf;
  }

  /** Lists the entries of value 0 between two columns; returns how many there are so far. */
  private int bridge(int last, int next, byte[] values, int offset, int entries) {
    int entry = entries;
    for (int column = last + MAX_STEP; column < next; column += MAX_STEP) {
      columnsOf[entry] = (char) column;
      values[offset + entry++] = 0;
    }
    return entry;
  }
}
