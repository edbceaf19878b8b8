package io.tercet.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Encodes mostly zero rows of bytes for packing: scans for non-zero bytes eight at a time. Reusable
 * for row after row; not thread-safe.
 *
 * <pre>
 *   bytes   00 00 00 00 00 00 00 00 | 00 00 3f c8 ff 00 00 00 | ..
 *   words   0: skip eight columns   | byte by byte, lowest first
 * </pre>
 */
public final class RowEncoder {
  /** Maximum delta between the columns of consecutive entries. */
  static final int MAX_DELTA = 255;

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

  /** {@return the buffer to write the row to; bytes beyond its columns must stay 0} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return the number of non-zero bytes} */
  public int count() {
    asWords.get(0, words);
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(topBits(word));
    }
    return count;
  }

  /**
   * Increments the counts of the columns that are non-zero.
   *
   * @param counts the count of each column
   */
  public void addTo(int[] counts) {
    for (int i = 0; i < columns; i++) {
      counts[i] += bytes[i] != 0 ? 1 : 0;
    }
  }

  /** Columns that have no entries. */
  DenseColumns denseColumns() {
    return denseColumns;
  }

  /** Copies the bytes of the dense columns. */
  void copyDense(byte[] destination, int at) {
    int[] columnsOfDense = denseColumns.columns();
    for (int i = 0; i < columnsOfDense.length; i++) {
      destination[at + i] = bytes[columnsOfDense[i]];
    }
  }

  private void readSparseWords() {
    asWords.get(0, words);
    long[] others = denseColumns.others();
    for (int i = 0; i < others.length; i++) {
      words[i] &= others[i];
    }
  }

  /**
   * {@return the number of entries of the packed row: non-zero bytes of sparse columns, plus
   * entries of value 0 that bridge wide gaps}
   */
  public int entries() {
    readSparseWords();
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

  /** Number of entries of value 0 that bridge the gap between two columns. */
  private static int between(int last, int next) {
    return (next - last - 1) / MAX_DELTA;
  }

  /**
   * Lists the {@link #entries}.
   *
   * @param values receives the values, starting at {@code offset}
   * @return the columns, starting at 0; valid until the next call
   */
  char[] list(byte[] values, int offset) {
    readSparseWords();
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

  /**
   * Writes the entries of value 0 that bridge two columns; returns the number of entries so far.
   */
  private int bridge(int last, int next, byte[] values, int offset, int entries) {
    int entry = entries;
    for (int column = last + MAX_DELTA; column < next; column += MAX_DELTA) {
      columnsOf[entry] = (char) column;
      values[offset + entry++] = 0;
    }
    return entry;
  }
}
