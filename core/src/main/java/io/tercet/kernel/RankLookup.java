package io.tercet.kernel;

import java.util.Arrays;

/**
 * Sorted numbers s, and a grid over them that makes it quick to tell how many have a gap x - s
 * above a bound: each cell holds how many numbers surely lie below it, and of the next {@value
 * #COMPARED} the gaps themselves are compared. Cells that more numbers lie in, or so near that
 * rounding could matter, are marked; there all of these are compared. So ranks are exactly those of
 * comparing every gap in float32.
 */
public final class RankLookup {
  static final int COMPARED = 2;

  /** More than what three roundings of float32 can move a number, as a share of it. */
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
  private float near;
  private float base;
  private float cellsPerUnit;

  /**
   * @param cells of the grid; several times as many as there will be numbers, or more time goes
   *     into marked ones
   */
  public RankLookup(int cells) {
    this.cells = cells;
    this.table = new int[cells + 1];
    this.begun = new int[cells];
  }

  /** Room for that many numbers; they go to {@link #sorted()}, ascending. */
  public void resize(int size) {
    count = size;
    if (sorted.length < size + COMPARED) {
      sorted = new float[size + COMPARED];
      first = new int[size];
      last = new int[size];
    }
    // Infinitely far, and so never above a bound.
    Arrays.fill(sorted, size, size + COMPARED, Float.POSITIVE_INFINITY);
  }

  /** The numbers; the first {@link #count()} count. */
  public float[] sorted() {
    return sorted;
  }

  /** Number of numbers. */
  public int count() {
    return count;
  }

  /** How near two bounds must be to be asked for together. */
  public float near() {
    return near;
  }

  /**
   * Lays the grid over the numbers, of which there is at least one.
   *
   * @param largestBound the largest size of a finite bound that will be asked for
   */
  public void prepare(float largestBound) {
    float largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[count - 1]));
    near = ROUNDING * (largest + largestBound) + Float.MIN_NORMAL;
    base = sorted[0] - 4 * near;
    cellsPerUnit = (cells - 1) / (sorted[count - 1] + 4 * near - base);
    for (int r = 0; r < count; r++) {
      first[r] = cell(sorted[r] - near);
    }
    for (int r = 0; r < count; r++) {
      last[r] = cell(sorted[r] + near);
    }
    fillTable();
  }

  /**
   * Marked cells hold -1 - (numbers surely below). Running sums: a number begins to matter at its
   * first cell, and is surely below from the one after its last.
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

  /** Room for what is looked up for n numbers at once. */
  public void resizeLookups(int n) {
    if (next.length < n) {
      next = new float[n];
      afterNext = new float[n];
    }
  }

  /** For each number looked up, the first that is not surely below. */
  public float[] next() {
    return next;
  }

  /** The one after that. */
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

  /** Number of gaps above the bound, of which {@code from} are known to be. */
  public int walk(int from, float x, float bound) {
    int rank = from;
    while (rank < count && x - sorted[rank] > bound) {
      rank++;
    }
    return rank;
  }
}
