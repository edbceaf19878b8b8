package io.tercet.math;

/**
 * Some rows of a sparse matrix, cut into ranges of columns, as the weight gradient of a first layer
 * takes them: x^T dz for one range after the other, so that its sums stay in L1. Each row's entries
 * are in the order of their columns, so a range of it is one piece of them.
 *
 * <p>The cut of the columns depends on their number alone. The buffer is kept from call to call.
 * {@link #set} is for one thread, reading for many.
 */
public final class SparseColumns {
  /** Columns of a range at most: 64 sums for each are 51 KB. */
  static final int MOST = 200;

  private static final int ROWS = 64;

  private SparseRows x = new SparseRows(0, 0, new char[0], new float[0], new int[0], new int[0]);
  private Shards ranges = new Shards(0, 1);
  private int rows;
  private int[] bounds = new int[0];

  /**
   * Cuts the rows {@code rows[0]} to {@code rows[count - 1]} of x.
   *
   * @param x shared
   * @param workers who does it
   */
  public void set(SparseRows x, int[] rows, int count, Workers workers) {
    this.x = x;
    this.rows = count;
    this.ranges = Shards.ofSize(x.columns(), MOST);
    int length = Math.multiplyExact(count, ranges.count() + 1);
    if (bounds.length < length) {
      bounds = new int[length + length / 8];
    }
    Shards cut = Shards.ofSize(count, ROWS);
    workers.run(cut.count(), shard -> cut(rows, cut.from(shard), cut.to(shard)));
  }

  private void cut(int[] chosen, int from, int to) {
    Touched touched = Touched.ofThread();
    for (int i = from; i < to; i++) {
      touched.add(x.touch(chosen[i]));
    }
    for (int i = from; i < to; i++) {
      int at = i * (ranges.count() + 1);
      int start = x.start()[chosen[i]];
      int end = x.end()[chosen[i]];
      bounds[at] = start;
      for (int range = 1; range < ranges.count(); range++) {
        bounds[at + range] = firstFrom(first(range), x.column(), start, end);
      }
      bounds[at + ranges.count()] = end;
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

  /** The rows' entries, with those of other rows. */
  SparseRows entries() {
    return x;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of ranges of columns. */
  public int ranges() {
    return ranges.count();
  }

  /** First column of a range; of the number of ranges, the number of columns. */
  int first(int range) {
    return ranges.from(range);
  }

  /** First entry of row {@code i} in a range; the last is before the first of the next range. */
  int start(int i, int range) {
    return bounds[i * (ranges.count() + 1) + range];
  }
}
