package io.tercet.tensor;

import io.tercet.parallel.Shards;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Sparse rows [n x columns] whose values are bytes b that represent b / 255. An entry takes two
 * bytes instead of the six of {@link CsrRows}. The rows of a batch are scattered in memory, so
 * fewer cache lines per row mean fewer cache misses.
 *
 * <p>A row is contiguous. Each entry stores the delta of its column from the previous one (from
 * column 0 for the first); gaps wider than a byte are bridged by entries of value 0. Columns are
 * divided into the ranges of {@link ColumnBlocks}. {@link DenseColumns} are stored separately and
 * have no entries, whatever their values:
 *
 * <pre>
 *   | of each range: one past its last entry, column of that | dense columns    | deltas      | values      |
 *   | 2 bytes each, high byte first                          | a byte each      | a byte each | a byte each |
 * </pre>
 */
public final class DeltaByteRows implements SparseExamples {
  /** Maximum number of columns: every row stores the ends of all its ranges, empty or not. */
  public static final int MAX_COLUMNS = 16 * ColumnBlocks.MAX_COLUMNS_PER_RANGE;

  /** Header bytes per range. */
  private static final int PER_RANGE = 2 * Character.BYTES;

  /** Rows start at multiples of this, so that an int can address them. */
  private static final int ALIGNMENT = 4;

  /** Maximum number of bytes, provided that {@link #size} is accurate within a factor of two. */
  public static final long MAX_BYTES = (long) Integer.MAX_VALUE * ALIGNMENT / 2;

  /**
   * Bytes up to which rows are stored on the heap, where transparent huge pages apply. Beyond that
   * they are stored off-heap, so that the heap does not grow with the data.
   */
  private static final long ON_HEAP = 1 << 26;

  private static final int CACHE_LINE = 64;

  /** Rows whose offsets are computed at a time. */
  private static final int BLOCK = 1000;

  private final Shards ranges;
  private final DenseColumns denseColumns;
  private final int longest;

  /** Bytes of the cache lines that a row of average length spans at most. */
  private final int usual;

  private final OffHeapInts start;
  private final byte @Nullable [] array;
  private final MemorySegment bytes;
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[rowSize()]);

  /**
   * Allocates rows with the given numbers of entries, each to be filled by {@link #set} before it
   * is read.
   *
   * @param columns number of features, at most {@link #MAX_COLUMNS}
   * @param denseColumns those of them that have no entries
   * @param entries number of entries of each row, by {@link RowEncoder#entries}
   */
  public DeltaByteRows(int columns, DenseColumns denseColumns, OffHeapInts entries) {
    this(columns, denseColumns, entries, ON_HEAP);
  }

  /**
   * Allocates rows as the other constructor does, with a given limit of what is stored on the heap.
   *
   * @param columns the number of features, at most {@link #MAX_COLUMNS}
   * @param denseColumns those of them that have no entries
   * @param entries the number of entries of each row, by {@link RowEncoder#entries}
   * @param onHeap the maximum number of bytes on the heap; more are stored off it
   */
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
   * {@return the estimated number of bytes of rows}
   *
   * @param rows the number of rows
   * @param columns the number of features
   * @param entries total number of entries of all rows
   */
  public static long size(int rows, int columns, double entries) {
    int header = ColumnBlocks.ranges(columns).count() * PER_RANGE;
    return (long) (2 * entries) + (long) rows * (header + 2 * ALIGNMENT);
  }

  /**
   * Fills a row. Safe for many threads on different rows.
   *
   * @param row from 0 to n - 1
   * @param features the row's values: same number of columns, same dense columns, and the number of
   *     {@link RowEncoder#entries} that the row was allocated for
   * @throws IllegalArgumentException if there are more entries (the data has changed since), or
   *     other columns are dense
   */
  public void set(int row, RowEncoder features) {
    int length = length(row);
    int entries = features.entries();
    // Rounded up to the alignment, the row may have space for one entry more.
    int room = (length - header()) / 2;
    if (entries > room || features.columns() != features()) {
      throw new IllegalArgumentException(
          "row %d has room for %d entries in %d columns, found %d in %d"
              .formatted(row, room, features(), entries, features.columns()));
    }
    if (!features.denseColumns().equals(denseColumns)) {
      throw new IllegalArgumentException("expected the dense columns of these rows");
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

  /** {@return the columns that have no entries} */
  public DenseColumns denseColumns() {
    return denseColumns;
  }

  /** {@return the offset within a row of the values of the dense columns} */
  public int denseAt() {
    return ranges.count() * PER_RANGE;
  }

  /** {@return the bytes before the deltas of a row} */
  public int header() {
    return denseAt() + denseColumns.count();
  }

  /**
   * {@return the number of entries of a row that starts at {@code at}}
   *
   * @param row contains the packed row
   * @param at the index of its first byte
   */
  public int entries(byte[] row, int at) {
    return end(row, at, ranges.count() - 1);
  }

  /**
   * {@return one past the last entry of a range, of a row that starts at {@code at}; 0 for range
   * -1}
   *
   * @param row contains the packed row
   * @param at the index of its first byte
   * @param range from -1 to the number of ranges - 1
   */
  public static int end(byte[] row, int at, int range) {
    return range < 0 ? 0 : two(row, at + range * PER_RANGE);
  }

  /**
   * {@return the column of the last entry of a range; 0 for range -1}
   *
   * @param row contains the packed row
   * @param at the index of its first byte
   * @param range from -1 to the number of ranges - 1
   */
  public static int lastColumn(byte[] row, int at, int range) {
    return range < 0 ? 0 : two(row, at + range * PER_RANGE + Character.BYTES);
  }

  private static int two(byte[] row, int at) {
    return ((row[at] & 0xff) << Byte.SIZE) | (row[at + 1] & 0xff);
  }

  /**
   * {@return the offset of a row in {@link #bytes()}}
   *
   * @param row from 0 to n - 1
   */
  public long start(int row) {
    return (long) start.get(row) * ALIGNMENT;
  }

  /**
   * {@return the length of a row in bytes}
   *
   * @param row from 0 to n - 1
   */
  public int length(int row) {
    return (int) (start(row + 1) - start(row));
  }

  /** {@return the backing array, with padding at the end; null if the rows are off-heap} */
  public byte @Nullable [] array() {
    return array;
  }

  /**
   * {@return the bytes that cover most rows wherever they start in a cache line; padding makes them
   * readable for every row}
   */
  public int usual() {
    return usual;
  }

  /** {@return all rows, on the heap or off it} */
  public MemorySegment bytes() {
    return bytes;
  }

  /**
   * Copies a row.
   *
   * @param row from 0 to n - 1
   * @param destination receives the bytes of the row
   * @param at the index of the first of them in {@code destination}
   * @return the index in {@code destination} after the last byte
   */
  public int copy(int row, byte[] destination, int at) {
    int length = length(row);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start(row), destination, at, length);
    return at + length;
  }

  /** {@return the maximum number of bytes that {@link #copy} writes} */
  public int rowSize() {
    return header() + 2 * longest + ALIGNMENT;
  }

  @Override
  public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
    byte[] row = buffers.get();
    int next = 0;
    for (int i = 0; i < count; i++) {
      copy(examples[i], row, 0);
      next = DeltaByteMerge.list(this, row, columns, values, next);
      ends[i] = next;
    }
  }
}
