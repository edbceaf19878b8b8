package io.tercet.math;

import java.util.Arrays;

/**
 * Some rows of a sparse matrix, transposed, as the weight gradient of a first layer takes them: x^T
 * dz is then a product of sparse rows like the forward one, with sums that stay in registers.
 *
 * <p>The rows are cut into slabs, each transposed on its own; the cut depends on their number
 * alone. Buffers are kept from call to call. For one thread at a time.
 */
public final class SparseTranspose {
  /** Slabs are so many, if each then has {@link #FEW} rows. */
  private static final int SLABS = 8;

  private static final int FEW = 128;

  /** Rows of a slab at most: 64 columns of dz are then half a megabyte, in L2. */
  private static final int MANY = 2048;

  private Slab[] slabs = new Slab[0];
  private Shards cut = new Shards(0, 1);

  /**
   * Transposes the rows {@code rows[0]} to {@code rows[count - 1]} of x.
   *
   * @param workers who does it
   */
  public void set(SparseRows x, int[] rows, int count, Workers workers) {
    int several = Math.clamp(count / FEW, 1, SLABS);
    cut = new Shards(count, Math.max(several, Math.ceilDiv(count, MANY)));
    if (slabs.length < cut.count()) {
      int old = slabs.length;
      slabs = Arrays.copyOf(slabs, cut.count());
      Arrays.setAll(slabs, i -> i < old ? slabs[i] : new Slab());
    }
    workers.run(cut.count(), i -> slabs[i].transpose(x, rows, cut.from(i), cut.to(i)));
  }

  /** Number of rows transposed. */
  public int rows() {
    return cut.items();
  }

  /** Number of slabs. */
  public int slabs() {
    return cut.count();
  }

  /** The first of the rows in a slab, counted as in {@code rows}. */
  public int first(int slab) {
    return cut.from(slab);
  }

  /** A slab: [columns of x, its rows]. */
  public SparseRows slab(int slab) {
    return slabs[slab].transposed;
  }

  /** One slab and its buffers. */
  private static final class Slab {
    private char[] column = new char[0];
    private float[] value = new float[0];
    private int[] start = new int[0];
    private int[] end = new int[0];

    /** Kept so that reading ahead is not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    private SparseRows transposed = new SparseRows(0, 0, column, value, start, end);

    /** Counting sort of the entries by their columns; rows keep their order. */
    void transpose(SparseRows x, int[] rows, int from, int to) {
      resize(x, rows, from, to);
      countColumns(x, rows, from, to);
      int next = 0;
      for (int j = 0; j < x.columns(); j++) {
        start[j] = next;
        next += end[j];
        end[j] = start[j];
      }
      char[] columns = x.column();
      float[] values = x.value();
      for (int i = from; i < to; i++) {
        for (int e = x.start()[rows[i]]; e < x.end()[rows[i]]; e++) {
          int at = end[columns[e]]++;
          column[at] = (char) (i - from);
          value[at] = values[e];
        }
      }
      transposed = new SparseRows(x.columns(), to - from, column, value, start, end);
    }

    private void resize(SparseRows x, int[] rows, int from, int to) {
      if (end.length < x.columns()) {
        start = new int[x.columns()];
        end = new int[x.columns()];
      }
      int entries = 0;
      for (int i = from; i < to; i++) {
        entries += x.end()[rows[i]] - x.start()[rows[i]];
        touched += x.touch(rows[i]);
      }
      if (column.length < entries) {
        column = new char[entries + entries / 8];
        value = new float[entries + entries / 8];
      }
    }

    private void countColumns(SparseRows x, int[] rows, int from, int to) {
      Arrays.fill(end, 0, x.columns(), 0);
      for (int i = from; i < to; i++) {
        for (int e = x.start()[rows[i]]; e < x.end()[rows[i]]; e++) {
          end[x.column()[e]]++;
        }
      }
    }
  }
}
