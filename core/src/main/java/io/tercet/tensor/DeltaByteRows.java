package io.tercet.tensor;

import io.tercet.parallel.Shards;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Sparse rows [n x columns] whose entries are bytes, b of them standing for b / 255: two bytes an
 * entry where {@link CsrRows} take six. Rows of a batch are anywhere in memory: the fewer cache
 * lines they take, the less there is to wait for.
 *
 * <p>A row lies in one piece. Each entry is told by its step from the column before, the first by
 * its step from column 0; where that is more than a byte holds, entries of value 0 lie between. The
 * columns are cut into ranges, as those of {@link ColumnBlocks}. {@link DenseColumns} have no
 * entries, whatever their values are:
 *
 * <pre>
 *   | of each range: one past its last entry, column of that | frequent columns | steps       | values      |
 *   | 2 bytes each, high byte first                          | a byte each      | a byte each | a byte each |
 * </pre>
 */
public final class DeltaByteRows implements SparseExamples {
  /** Most columns: a row tells where its ranges end, whether it has entries there or not. */
  public static final int MAX_COLUMNS = 16 * ColumnBlocks.MOST;

  /** Bytes that a row takes for each range. */
  private static final int PER_RANGE = 2 * Character.BYTES;

  /** A row starts at a multiple of this, so that an int tells where. */
  private static final int ALIGNMENT = 4;

  /** Most bytes, as far as {@link #size} is right within a factor of two. */
  public static final long MAX_BYTES = (long) Integer.MAX_VALUE * ALIGNMENT / 2;

  /**
   * Bytes up to which rows are kept on the heap, of which Linux makes large pages where it is asked
   * to. The heap does not grow with the data beyond that.
   */
  private static final long ON_HEAP = 1 << 26;

  private static final int CACHE_LINE = 64;

  /** Rows that are given their places at a time. */
  private static final int BLOCK = 1000;

  private final Shards ranges;
  private final DenseColumns denseColumns;
  private final int longest;

  /** Bytes of the cache lines that a row of average length lies in at most. */
  private final int usual;

  private final OffHeapInts start;
  private final byte @Nullable [] array;
  private final MemorySegment bytes;
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[rowSize()]);

  /**
   * Room for rows with those numbers of entries, each to be filled by {@link #set} before it is
   * read.
   *
   * @param columns number of features, at most {@link #MAX_COLUMNS}
   * @param denseColumns those of them that have no entries
   * @param entries of each row, as {@link RowEncoder#entries} tells
   */
  public DeltaByteRows(int columns, DenseColumns denseColumns, OffHeapInts entries) {
    this(columns, denseColumns, entries, ON_HEAP);
  }

  /** The same with another bound for what is kept on the heap. */
  public DeltaByteRows(int columns, DenseColumns denseColumns, OffHeapInts entries, long onHeap) {
    if (columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "packed rows have at most %d columns, found %d".formatted(MAX_COLUMNS, columns));
    }
    this.ranges = ColumnBlocks.ranges(columns);
    this.denseColumns = denseColumns;
    this.start = new OffHeapInts(entries.size() + 1);
    int most = 0;
    long next = 0;
    int[] block = new int[Math.min(entries.size(), BLOCK)];
    for (int from = 0; from < entries.size(); from += BLOCK) {
      int count = Math.min(entries.size() - from, BLOCK);
      entries.copyTo(from, block, count);
      for (int i = 0; i < count; i++) {
        most = Math.max(most, block[i]);
        next += (header() + 2 * block[i] + ALIGNMENT - 1) / ALIGNMENT;
        block[i] = Math.toIntExact(next);
      }
      start.set(from + 1, block, count);
    }
    this.longest = most;
    long size = next * ALIGNMENT;
    long average = size / Math.max(1, entries.size());
    this.usual = Math.toIntExact(average / CACHE_LINE + 2) * CACHE_LINE;
    long room = size + usual + CACHE_LINE;
    this.array = size <= onHeap ? new byte[(int) room] : null;
    this.bytes = array != null ? MemorySegment.ofArray(array) : LargePages.allocate(room);
  }

  /**
   * About how many bytes rows take.
   *
   * @param entries of all rows together
   */
  public static long size(int rows, int columns, double entries) {
    int header = ColumnBlocks.ranges(columns).count() * PER_RANGE;
    return (long) (2 * entries) + (long) rows * (header + 2 * ALIGNMENT);
  }

  /**
   * Fills a row. Safe for many threads on different rows.
   *
   * @param features as many as there are columns, the same ones frequent, with as many {@link
   *     RowEncoder#entries} as the row was given room for
   * @throws IllegalArgumentException if there are more of them, as when the data has changed since,
   *     or other columns are frequent
   */
  public void set(int row, RowEncoder features) {
    int length = length(row);
    int entries = features.entries();
    // Rounded up, there may be room for an entry more than was asked for.
    int room = (length - header()) / 2;
    if (entries > room || features.columns() != features()) {
      throw new IllegalArgumentException(
          "row %d has room for %d entries in %d columns, found %d in %d"
              .formatted(row, room, features(), entries, features.columns()));
    }
    if (!features.denseColumns().equals(denseColumns)) {
      throw new IllegalArgumentException("expected the frequent columns of these rows");
    }
    byte[] packed = buffers.get();
    pack(features, entries, packed);
    MemorySegment.copy(packed, 0, bytes, ValueLayout.JAVA_BYTE, start(row), length);
  }

  private void pack(RowEncoder features, int entries, byte[] packed) {
    features.copyDense(packed, denseAt());
    int steps = header();
    char[] columns = features.list(packed, steps + entries);
    int entry = 0;
    int last = 0;
    for (int range = 0; range < ranges.count(); range++) {
      int to = ranges.to(range);
      for (; entry < entries && columns[entry] < to; entry++) {
        packed[steps + entry] = (byte) (columns[entry] - last);
        last = columns[entry];
      }
      putTwo(packed, range * PER_RANGE, entry);
      putTwo(packed, range * PER_RANGE + Character.BYTES, last);
    }
  }

  private float denseValue(byte[] row, int i) {
    return UnitBytes.toFloat(row[denseAt() + i]);
  }

  private static void putTwo(byte[] packed, int at, int value) {
    packed[at] = (byte) (value >> Byte.SIZE);
    packed[at + 1] = (byte) value;
  }

  @Override
  public int features() {
    return ranges.items();
  }

  @Override
  public int room() {
    return longest + denseColumns.count();
  }

  /** Columns that have no entries. */
  public DenseColumns denseColumns() {
    return denseColumns;
  }

  /** Where in a row those of the frequent columns are. */
  public int denseAt() {
    return ranges.count() * PER_RANGE;
  }

  /** Bytes that come before the steps of a row. */
  public int header() {
    return denseAt() + denseColumns.count();
  }

  /** Number of entries of a row that starts at {@code at}. */
  public int entries(byte[] row, int at) {
    return end(row, at, ranges.count() - 1);
  }

  /** One past the last entry of a range, of a row that starts at {@code at}; 0 for range -1. */
  public static int end(byte[] row, int at, int range) {
    return range < 0 ? 0 : two(row, at + range * PER_RANGE);
  }

  /** The column of that entry; 0 for range -1. */
  public static int lastColumn(byte[] row, int at, int range) {
    return range < 0 ? 0 : two(row, at + range * PER_RANGE + Character.BYTES);
  }

  private static int two(byte[] row, int at) {
    return ((row[at] & 0xff) << Byte.SIZE) | (row[at + 1] & 0xff);
  }

  /** Where a row starts among all bytes. */
  public long start(int row) {
    return (long) start.get(row) * ALIGNMENT;
  }

  /** Bytes that a row takes. */
  public int length(int row) {
    return (int) (start(row + 1) - start(row));
  }

  /** All bytes, and some behind them, where they are in an array, else null. */
  public byte @Nullable [] array() {
    return array;
  }

  /** Bytes that hold most rows, wherever they start in a cache line; there are more behind all. */
  public int usual() {
    return usual;
  }

  /** All bytes, wherever they are. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** Copies a row; returns one past its last place. */
  public int copy(int row, byte[] destination, int at) {
    int length = length(row);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start(row), destination, at, length);
    return at + length;
  }

  /** Bytes that {@link #copy} writes at most. */
  public int rowSize() {
    return header() + 2 * longest + ALIGNMENT;
  }

  @Override
  public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
    byte[] row = buffers.get();
    int next = 0;
    for (int i = 0; i < count; i++) {
      copy(examples[i], row, 0);
      next = list(row, columns, values, next);
      ends[i] = next;
    }
  }

  /** Both kinds of columns, in their order; returns one past the last place. */
  private int list(byte[] row, char[] columns, float[] values, int at) {
    int next = at;
    int entries = entries(row, 0);
    int column = 0;
    int listed = 0;
    for (int e = header(); e < header() + entries; e++) {
      column += row[e] & 0xff;
      for (; listed < denseColumns.count() && denseColumns.column(listed) < column; listed++) {
        columns[next] = (char) denseColumns.column(listed);
        values[next++] = denseValue(row, listed);
      }
      columns[next] = (char) column;
      values[next++] = UnitBytes.toFloat(row[e + entries]);
    }
    for (; listed < denseColumns.count(); listed++) {
      columns[next] = (char) denseColumns.column(listed);
      values[next++] = denseValue(row, listed);
    }
    return next;
  }
}
