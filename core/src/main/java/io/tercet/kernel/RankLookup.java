package io.tercet.kernel;

import java.util.Arrays;

/**
 * Counts, for sorted values s, how many gaps x - s exceed a bound. A grid accelerates the count:
 * each cell stores the number of values that are certainly below it, and the gaps of the next
 * {@value #COMPARED} values are compared. Cells with more values, or values close enough for
 * rounding to matter, are marked and compare all of their values. Ranks are exactly those of
 * comparing every gap in float32.
 */
public final class RankLookup {
  static final int COMPARED = 2;

  /** Bound of the relative error of three float32 roundings. */
  private static final float ROUNDING = 1e-6f;

  private final int cells;
  private final int[] table;
  private final int[] begun;
  private float[] next = new float[0];
  private float[] afterNext = new float[0];
  private float[] sorted = new float[COMPARED];
  private int[] first = new int[0];
  private int[] last = new int[0];
  private int count;
  private float tolerance;
  private float base;
  private float cellsPerUnit;

  /**
   * @param cells number of grid cells; several times the number of values, since marked cells are
   *     slower
   */
  public RankLookup(int cells) {
    this.cells = cells;
    this.table = new int[cells + 1];
    this.begun = new int[cells];
  }

  /** Makes room for that many values; write them to {@link #sorted()}, ascending. */
  public void resize(int size) {
    count = size;
    if (sorted.length < size + COMPARED) {
      sorted = new float[size + COMPARED];
      first = new int[size];
      last = new int[size];
    }
    // Infinite, so its gap is never above a bound.
    Arrays.fill(sorted, size, size + COMPARED, Float.POSITIVE_INFINITY);
  }

  /** The values; the first {@link #count()} are valid. */
  public float[] sorted() {
    return sorted;
  }

  /** Number of values. */
  public int count() {
    return count;
  }

  /** Maximum distance of two bounds that can be looked up together. */
  public float maxBoundDistance() {
    return tolerance;
  }

  /**
   * Builds the grid. There must be at least one value.
   *
   * @param largestBound the largest magnitude of a finite bound to be looked up
   */
  public void prepare(float largestBound) {
    float largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[count - 1]));
    tolerance = ROUNDING * (largest + largestBound) + Float.MIN_NORMAL;
    base = sorted[0] - 4 * tolerance;
    cellsPerUnit = (cells - 1) / (sorted[count - 1] + 4 * tolerance - base);
    for (int r = 0; r < count; r++) {
      first[r] = cell(sorted[r] - tolerance);
    }
    for (int r = 0; r < count; r++) {
      last[r] = cell(sorted[r] + tolerance);
    }
    fillTable();
  }

  /**
   * Marked cells hold -1 - (number of values certainly below). Prefix sums: a value matters from
   * its first cell on and is certainly below every cell after its last.
   */
  private void fillTable() {
    Arrays.fill(begun, 0);
    Arrays.fill(table, 0);
    for (int r = 0; r < count; r++) {
      begun[first[r]]++;
      table[last[r] + 1]++;
    }
    int below = 0;
    int mattered = 0;
    for (int c = 0; c < cells; c++) {
      below += table[c];
      mattered += begun[c];
      table[c] = mattered - below > COMPARED ? -1 - below : below;
    }
  }

  /** Makes room to look up n numbers at once. */
  public void resizeLookups(int n) {
    if (next.length < n) {
      next = new float[n];
      afterNext = new float[n];
    }
  }

  /** For each number looked up, the first value that is not certainly below. */
  public float[] next() {
    return next;
  }

  /** For each number looked up, the value after {@link #next()}. */
  public float[] afterNext() {
    return afterNext;
  }

  public int cell(float value) {
    return (int) Math.min(Math.max((value - base) * cellsPerUnit, 0f), cells - 1f);
  }

  /** Number of cells. */
  public int cells() {
    return cells;
  }

  public int[] table() {
    return table;
  }

  public float base() {
    return base;
  }

  public float cellsPerUnit() {
    return cellsPerUnit;
  }

  /** Number of gaps above the bound, given that the first {@code from} are. */
  public int walk(int from, float x, float bound) {
    int rank = from;
    while (rank < count && x - sorted[rank] > bound) {
      rank++;
    }
    return rank;
  }
}
