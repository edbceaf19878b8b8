package io.tercet.tensor;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a sparse matrix, cut into ranges of columns, as the weight gradient of a first layer
 * takes them: x^T dz for one range after the other, so that its sums stay in L1. Each row's entries
 * are in the order of their columns, so a range of it is one piece of them. {@link DenseColumns}
 * have no entries, whatever range they lie in; with each range goes a group of them.
 *
 * <p>The cut depends on the columns alone. Packed rows tell where their ranges are; others are
 * listed some at a time, in buffers that are kept from call to call. {@link #set} is for one
 * thread, reading for many.
 */
public final class ColumnBlocks {
  /** Dense columns that a kernel takes at once; ranges are cut between such tiles. */
  public static final int DENSE_TILE = 8;

  /** Columns of a range at most: 64 sums for each are 51 KB. */
  public static final int MOST = 200;

  private static final int ROWS = 64;

  private Shards ranges = new Shards(0, 1);
  private @Nullable DeltaByteRows packed;
  private int[] examples = new int[0];
  private int rows;
  private Block[] blocks = new Block[0];

  /** Without rows, until {@link #set}. */
  public ColumnBlocks() {}

  /**
   * Cuts the rows {@code rows[0]} to {@code rows[count - 1]} of x.
   *
   * @param workers who does it
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

  /** The cut of so many columns. */
  static Shards ranges(int columns) {
    return Shards.ofSize(columns, MOST);
  }

  /** The source of the rows where that is packed: there is no {@link #block} then. */
  public @Nullable DeltaByteRows packed() {
    return packed;
  }

  /** Row i is the packed row i of these. */
  public int[] examples() {
    return examples;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of ranges of columns. */
  public int ranges() {
    return ranges.count();
  }

  /** Columns without entries. */
  public DenseColumns denseColumns() {
    return packed == null ? DenseColumns.NONE : packed.denseColumns();
  }

  /** First of the frequent columns that go with a range; of the number of ranges, all. */
  public int firstDense(int range) {
    int tiles = denseColumns().count() / DENSE_TILE;
    int whole = tiles * range / ranges() * DENSE_TILE;
    return range == ranges() ? denseColumns().count() : whole;
  }

  /** First column of a range; of the number of ranges, the number of columns. */
  public int first(int range) {
    return ranges.from(range);
  }

  /** Number of columns. */
  public int columns() {
    return ranges.items();
  }

  /** Whether a range has a column: by its place, or as one of the frequent ones of its group. */
  public boolean contains(int range, int column) {
    if (!denseColumns().contains(column)) {
      return column >= first(range) && column < first(range + 1);
    }
    int first = firstDense(range); // they ascend, so those of a group are all between its ends
    int end = firstDense(range + 1);
    return first < end
        && column >= denseColumns().column(first)
        && column <= denseColumns().column(end - 1);
  }

  /** Number of blocks that the rows are in, one after the other. */
  public int blocks() {
    return Math.ceilDiv(rows, ROWS);
  }

  public Block block(int i) {
    return blocks[i];
  }

  /** Rows one after the other. */
  public static final class Block {
    private final EntryBuffer buffer = new EntryBuffer();
    private CsrRows entries = new CsrRows(0, 0, new char[0], new float[0], new int[0], new int[0]);
    private int first;
    private int ranges;
    private int[] bounds = new int[0];

    private Block() {}

    private void set(SparseBatch x, int[] rows, int from, int to, Shards cut) {
      entries = x.near(rows, from, to, buffer);
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
     * The first of some entries of a row whose column is at least {@code bound}, by halves and
     * without branches: nobody can guess which way they would go.
     */
    private static int firstFrom(int bound, char[] column, int from, int to) {
      int first = from;
      for (int left = to - from; left > 0; left >>>= 1) {
        int half = (left + 1) >>> 1;
        first += half & ((column[first + half - 1] - bound) >> (Integer.SIZE - 1));
      }
      return first;
    }

    /** Which of all rows is the block's first. */
    public int first() {
      return first;
    }

    /** The entries of the block's rows. */
    public CsrRows entries() {
      return entries;
    }

    /** First entry of the block's row {@code i} in a range; the last is before the next range's. */
    public int start(int i, int range) {
      return bounds[i * (ranges + 1) + range];
    }
  }
}
