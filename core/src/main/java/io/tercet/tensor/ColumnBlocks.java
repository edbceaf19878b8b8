package io.tercet.tensor;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Selected rows of a sparse matrix, blocked by ranges of columns for the weight gradient of the
 * first layer: x^T dz is computed range by range so that its sums stay in L1. A row's entries are
 * in ascending order of column, so those of one range are contiguous. {@link DenseColumns} have no
 * entries; each range is assigned a group of them.
 *
 * <p>The ranges depend on the number of columns alone. Packed rows store their range boundaries;
 * other rows are listed block by block in reused buffers. {@link #set} must be called by one
 * thread; any number may read afterward.
 */
public final class ColumnBlocks {
  /** Dense columns per kernel tile; groups of dense columns are multiples of it. */
  public static final int DENSE_TILE = 8;

  /** Maximum number of columns of a range: 200 x 64 sums take 51 KB. */
  public static final int MAX_COLUMNS_PER_RANGE = 200;

  private static final int ROWS = 64;

  private Shards ranges = new Shards(0, 1);
  private @Nullable DeltaByteRows packed;
  private int[] examples = new int[0];
  private int rows;
  private Block[] blocks = new Block[0];

  /** Without rows, until {@link #set}. */
  public ColumnBlocks() {}

  /**
   * Selects the rows {@code rows[0]} to {@code rows[count - 1]} of x.
   *
   * @param x the source of the rows
   * @param rows their indices in {@code x}
   * @param count the number of rows to select
   * @param workers the threads that list the entries
   */
  public void set(SparseBatch x, int[] rows, int count, Workers workers) {
    this.rows = count;
    this.ranges = ranges(x.columns());
    packed = null;
    if (x instanceof RowSelection chosen && chosen.packed() != null) {
      packed = chosen.packed();
      choose(chosen, rows);
      return;
    }
    int needed = Math.ceilDiv(count, ROWS);
    int before = blocks.length;
    if (before < needed) {
      blocks = Arrays.copyOf(blocks, needed);
      Arrays.setAll(blocks, i -> i < before ? blocks[i] : new Block());
    }
    workers.run(
        needed,
        i -> {
          int first = i * ROWS;
          blocks[i].set(x, rows, first, Math.min(first + ROWS, count), ranges);
        });
  }

  private void choose(RowSelection x, int[] chosen) {
    if (examples.length < rows) {
      examples = new int[rows + rows / 8];
    }
    for (int i = 0; i < rows; i++) {
      examples[i] = x.examples()[chosen[i]];
    }
  }

  /** The ranges of that many columns. */
  static Shards ranges(int columns) {
    return Shards.ofSize(columns, MAX_COLUMNS_PER_RANGE);
  }

  /**
   * {@return the source of the rows if it is packed, else null; packed rows have no {@link #block}}
   */
  public @Nullable DeltaByteRows packed() {
    return packed;
  }

  /** {@return the index of each selected row in {@link #packed()}} */
  public int[] examples() {
    return examples;
  }

  /** {@return the number of rows} */
  public int rows() {
    return rows;
  }

  /** {@return the number of column ranges} */
  public int ranges() {
    return ranges.count();
  }

  /** {@return the dense columns: they have no entries} */
  public DenseColumns denseColumns() {
    return packed == null ? DenseColumns.NONE : packed.denseColumns();
  }

  /**
   * {@return the first dense column assigned to a range; for {@code range == ranges()}, the number
   * of dense columns}
   *
   * @param range from 0 to {@code ranges()}
   */
  public int firstDense(int range) {
    int tiles = denseColumns().count() / DENSE_TILE;
    int whole = tiles * range / ranges() * DENSE_TILE;
    return range == ranges() ? denseColumns().count() : whole;
  }

  /**
   * {@return the first column of a range; for {@code range == ranges()}, the number of columns}
   *
   * @param range from 0 to {@code ranges()}
   */
  public int first(int range) {
    return ranges.from(range);
  }

  /** {@return the number of columns} */
  public int columns() {
    return ranges.items();
  }

  /**
   * {@return whether a column belongs to a range: by its index, or as a dense column of the range's
   * group}
   *
   * @param range from 0 to {@code ranges() - 1}
   * @param column from 0 to {@code columns() - 1}
   */
  public boolean contains(int range, int column) {
    if (!denseColumns().contains(column)) {
      return column >= first(range) && column < first(range + 1);
    }
    int first = firstDense(range); // ascending, so a group is bounded by its first and last column
    int end = firstDense(range + 1);
    return first < end
        && column >= denseColumns().column(first)
        && column <= denseColumns().column(end - 1);
  }

  /** {@return the number of consecutive blocks of rows} */
  public int blocks() {
    return Math.ceilDiv(rows, ROWS);
  }

  /**
   * {@return a block of rows}
   *
   * @param i from 0 to {@code blocks() - 1}
   */
  public Block block(int i) {
    return blocks[i];
  }

  /** Consecutive rows. */
  public static final class Block {
    private final EntryBuffer buffer = new EntryBuffer();
    private CsrRows entries = new CsrRows(0, 0, new char[0], new float[0], new int[0], new int[0]);
    private int first;
    private int ranges;
    private int[] bounds = new int[0];

    private Block() {}

    private void set(SparseBatch x, int[] rows, int from, int to, Shards cut) {
      entries = x.entries(rows, from, to, buffer);
      first = from;
      ranges = cut.count();
      if (bounds.length < (to - from) * (ranges + 1)) {
        bounds = new int[ROWS * (ranges + 1)];
      }
      for (int i = 0; i < to - from; i++) {
        int at = i * (ranges + 1);
        int start = entries.start()[i];
        int end = entries.end()[i];
        bounds[at] = start;
        for (int range = 1; range < ranges; range++) {
          bounds[at + range] = firstFrom(cut.from(range), entries.column(), start, end);
        }
        bounds[at + ranges] = end;
      }
    }

    /**
     * Index of the first entry whose column is at least {@code bound}. A branch-free binary search:
     * the branches would be unpredictable.
     */
    private static int firstFrom(int bound, char[] column, int from, int to) {
      int first = from;
      for (int left = to - from; left > 0; left >>>= 1) {
        int half = (left + 1) >>> 1;
        first += half & ((column[first + half - 1] - bound) >> (Integer.SIZE - 1));
      }
      return first;
    }

    /** {@return the index, among all selected rows, of the block's first row} */
    public int first() {
      return first;
    }

    /** {@return the entries of the block's rows} */
    public CsrRows entries() {
      return entries;
    }

    /**
     * {@return the first entry of the block's row {@code i} in a range; its last one precedes the
     * first of the next range}
     *
     * @param i the row within the block, from 0
     * @param range from 0 to the number of ranges
     */
    public int start(int i, int range) {
      return bounds[i * (ranges + 1) + range];
    }
  }
}
