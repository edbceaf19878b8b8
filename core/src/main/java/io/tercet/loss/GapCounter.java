package io.tercet.loss;

import io.tercet.mining.AnchorRow;
import io.tercet.mining.GapRange;
import java.util.Arrays;

/**
 * Adds up the hinge max(margin - g, 0) over all triplets of an anchor whose gap g = d(a, n) - d(a,
 * p) is in a range, without visiting them: the work is of the order of positives plus negatives,
 * not of their product.
 *
 * <p>With the positives sorted by distance, those that make a triplet with a given negative are a
 * run of them: from the first whose gap is small enough to the last whose gap is large enough.
 * Their number is the negative's slope; adding 1 where a run begins and taking it away where it
 * ends, running sums give the slopes of the positives.
 *
 * <p>Where a run begins is looked up: a grid over the range of the positives holds for each cell
 * how many lie below it. Cells that hold a positive, or lie so near to one that rounding could
 * matter, are marked, and there the gaps themselves are compared, so counts are exactly those of
 * comparing every triplet.
 */
final class GapCounter {
  private static final int CELLS = 8192;
  private static final float ROUNDING = 1e-6f;

  private long[] keys = new long[0];
  private float[] sorted = new float[0];
  private int[] steps = new int[0];
  private int[] activeCells = new int[0];
  private int[] endCells = new int[0];
  private final int[] table = new int[CELLS];
  private int count;
  private float base;
  private float cellsPerUnit;

  /** Adds the terms and slopes of the row's triplets; slopes are 0 before. */
  void count(AnchorTerms terms, GapRange range, double margin) {
    AnchorRow row = terms.row();
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    sortPositives(row);
    fillTable((float) Math.max(Math.abs(margin), largestBound(range)));
    countNegatives(terms, range, margin);
    countPositives(terms);
  }

  private static float largestBound(GapRange range) {
    float above = Float.isInfinite(range.above()) ? 0 : Math.abs(range.above());
    float most = Float.isInfinite(range.most()) ? 0 : Math.abs(range.most());
    return Math.max(above, most);
  }

  private void sortPositives(AnchorRow row) {
    count = row.positiveCount();
    if (keys.length < count) {
      keys = new long[count];
      sorted = new float[count];
      steps = new int[count + 1];
    }
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(row.sign() * row.positives()[i]);
      // Bits of floats sort as whole numbers do, once those of negative ones are turned round.
      keys[i] = (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | i;
    }
    Arrays.sort(keys, 0, count);
    for (int r = 0; r < count; r++) {
      sorted[r] = row.sign() * row.positives()[(int) keys[r]];
    }
    Arrays.fill(steps, 0, count + 1, 0);
  }

  /** Marked cells hold -1 - (number of positives in cells before). */
  private void fillTable(float bound) {
    float largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[count - 1]));
    float near = ROUNDING * (largest + bound) + Float.MIN_NORMAL;
    float pad = 4 * near;
    base = sorted[0] - pad;
    cellsPerUnit = (CELLS - 1) / (sorted[count - 1] + pad - base);
    int filled = 0;
    for (int r = 0; r < count; r++) {
      int first = cell(sorted[r] - near);
      int last = cell(sorted[r] + near);
      if (first > filled) {
        Arrays.fill(table, filled, first, r);
        filled = first;
      }
      for (; filled <= last; filled++) {
        table[filled] = -1 - r;
      }
    }
    Arrays.fill(table, filled, CELLS, count);
  }

  private int cell(float value) {
    return (int) Math.min(Math.max((value - base) * cellsPerUnit, 0f), CELLS - 1f);
  }

  private void countNegatives(AnchorTerms terms, GapRange range, double margin) {
    AnchorRow row = terms.row();
    int n = row.negativeCount();
    float[] values = row.negatives();
    float sign = row.sign();
    float active = (float) Math.min(range.most(), margin);
    findCells(n, values, sign, active, range.above());
    long all = 0;
    long nonZero = 0;
    double sum = 0;
    float[] slopes = terms.negativeSlopes();
    for (int j = 0; j < n; j++) {
      float negative = sign * values[j];
      int end = table[endCells[j]];
      end = end >= 0 ? end : firstWithin(-1 - end, negative, range.above());
      int found = table[activeCells[j]];
      int mined = found;
      int begin = found;
      if (range.most() > margin) {
        mined = firstWithin(0, negative, range.most());
        begin = Math.max(mined, found >= 0 ? found : firstActive(-1 - found, negative, margin));
      } else if (found < 0) {
        mined = firstWithin(-1 - found, negative, range.most());
        begin = firstActive(mined, negative, margin);
      }
      all += Math.max(end - mined, 0);
      int length = end - begin;
      if (length > 0) {
        nonZero += length;
        steps[begin]++;
        steps[end]--;
        sum += length * (margin - negative);
        slopes[j] = -sign * length;
      }
    }
    terms.positives().add(sum, all, nonZero);
  }

  private void findCells(int n, float[] values, float sign, float active, float above) {
    if (activeCells.length < n) {
      activeCells = new int[n];
      endCells = new int[n];
    }
    for (int j = 0; j < n; j++) {
      activeCells[j] = cell(sign * values[j] - active);
    }
    for (int j = 0; j < n; j++) {
      endCells[j] = cell(sign * values[j] - above);
    }
  }

  /** The first positive whose gap is at most {@code bound}; at least {@code from}. */
  private int firstWithin(int from, float negative, float bound) {
    int rank = from;
    while (rank < count && negative - sorted[rank] > bound) {
      rank++;
    }
    return rank;
  }

  /** The first positive whose hinge is above 0; at least {@code from}. */
  private int firstActive(int from, float negative, double margin) {
    int rank = from;
    while (rank < count && !(sorted[rank] - negative + margin > 0)) {
      rank++;
    }
    return rank;
  }

  private void countPositives(AnchorTerms terms) {
    float sign = terms.row().sign();
    double sum = 0;
    int open = 0;
    for (int r = 0; r < count; r++) {
      open += steps[r];
      terms.positiveSlopes()[(int) keys[r]] = sign * open;
      sum += (double) open * sorted[r];
    }
    terms.positives().add(sum, 0, 0);
  }
}
