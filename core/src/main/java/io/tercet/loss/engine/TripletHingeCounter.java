package io.tercet.loss.engine;

import io.tercet.kernel.BucketSort;
import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.kernel.RankLookup;
import io.tercet.loss.AnchorContext;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletRange;
import java.util.Arrays;

/**
 * Adds up the hinge max(margin - g, 0) over all triplets of an anchor whose gap g = d(a, n) - d(a,
 * p) is in a range, without visiting them: the work is of the order of positives plus negatives,
 * not of their product.
 *
 * <p>With the positives sorted by distance, those that make a triplet with a given negative are a
 * run of them: it begins behind those whose gap is too large and ends before those whose gap is too
 * small, and {@link RankLookup} tells how many these are. The length of the run is the negative's
 * gradient; adding 1 where a run begins and taking it away where it ends, running sums give the
 * gradients of the positives.
 */
public final class TripletHingeCounter {
  private static final int FEWEST_CELLS = 1024;

  /** Cells for each positive: enough for few of them to share one. */
  private static final int CELLS_PER_POSITIVE = 5;

  private RankLookup grid = new RankLookup(FEWEST_CELLS);
  private final BucketSort sort = new BucketSort();
  private long[] keys = new long[0];
  private int[] ups = new int[0];
  private int[] downs = new int[0];
  private int[] ends = new int[0];
  private int[] mined = new int[0];
  private int[] begins = new int[0];
  private int[] lengths = new int[0];

  /** Adds the terms and gradients of the row's triplets; gradients are 0 before. */
  public void count(AnchorContext terms, TripletRange range, double margin) {
    AnchorRow row = terms.row();
    int positives = row.positiveCount();
    if (positives == 0 || row.negativeCount() == 0) {
      return;
    }
    sortPositives(row);
    rankNegatives(row, range, largestInactive(margin));
    Arrays.fill(ups, 0, positives + 1, 0);
    Arrays.fill(downs, 0, positives + 1, 0);
    countNegatives(terms, margin);
    countPositives(terms);
  }

  /** The hinge is above 0 where the gap is not above this: the largest float32 below the margin. */
  private static float largestInactive(double margin) {
    float nearest = (float) margin;
    return nearest < margin ? nearest : Math.nextDown(nearest);
  }

  private void sortPositives(AnchorRow row) {
    int count = row.positiveCount();
    if (ups.length <= count) {
      ups = new int[count + 1];
      downs = new int[count + 1];
    }
    keys = sort.sort(count, row.sign(), row.positives());
    if (grid.cells() < CELLS_PER_POSITIVE * count) {
      grid = new RankLookup(2 * CELLS_PER_POSITIVE * count);
    }
    grid.resize(count);
    for (int rank = 0; rank < count; rank++) {
      grid.sorted()[rank] = row.sign() * row.positives()[(int) keys[rank]];
    }
  }

  private void rankNegatives(AnchorRow row, TripletRange range, float active) {
    int n = row.negativeCount();
    if (ends.length < n) {
      ends = new int[n];
      mined = new int[n];
      begins = new int[n];
      lengths = new int[n];
    }
    Kernels kernels = KernelChoice.best();
    // Numbers beyond the last positive are infinitely far: bounds must not be.
    float above = Math.max(range.above(), -Float.MAX_VALUE);
    float most = Math.min(range.most(), Float.MAX_VALUE);
    grid.prepare(Math.max(Math.abs(active), Math.max(finite(above), finite(most))));
    kernels.lookUpRanks(grid, n, row.sign(), row.negatives(), above, above, ends, lengths);
    if (Math.abs(most - active) <= grid.maxBoundDistance()) {
      kernels.lookUpRanks(grid, n, row.sign(), row.negatives(), most, active, mined, begins);
    } else {
      kernels.lookUpRanks(grid, n, row.sign(), row.negatives(), most, most, mined, lengths);
      kernels.lookUpRanks(grid, n, row.sign(), row.negatives(), active, active, begins, lengths);
    }
  }

  /** The size of a bound, 0 for one that stands for infinity. */
  private static float finite(float bound) {
    return Math.abs(bound) == Float.MAX_VALUE ? 0 : Math.abs(bound);
  }

  private void countNegatives(AnchorContext terms, double margin) {
    int n = terms.row().negativeCount();
    float sign = terms.row().sign();
    float[] gradients = terms.negativeGradients();
    int all = 0;
    for (int j = 0; j < n; j++) {
      all += Math.max(ends[j] - mined[j], 0);
    }
    int nonZero = 0;
    for (int j = 0; j < n; j++) {
      int begin = Math.max(mined[j], begins[j]);
      int length = Math.max(ends[j] - begin, 0);
      begins[j] = begin;
      lengths[j] = length;
      gradients[j] = -sign * length;
      nonZero += length;
    }
    double sum = margin * nonZero - sign * weightedSum(n, lengths, terms.row().negatives());
    terms.positives().add(sum, all, nonZero);
    addSteps(n);
  }

  /** Sum of weights times values, in four chains that do not wait for each other. */
  private static double weightedSum(int n, int[] weights, float[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += (double) weights[i] * values[i];
      b += (double) weights[i + 1] * values[i + 1];
      c += (double) weights[i + 2] * values[i + 2];
      d += (double) weights[i + 3] * values[i + 3];
    }
    for (; i < n; i++) {
      a += (double) weights[i] * values[i];
    }
    return a + b + (c + d);
  }

  /** Up where a run begins, down where it ends. */
  private void addSteps(int n) {
    for (int j = 0; j < n; j++) {
      int one = -lengths[j] >>> 31; // 1 for a run that is not empty: no branch could be foreseen
      ups[begins[j]] += one;
      downs[ends[j]] += one;
    }
  }

  private void countPositives(AnchorContext terms) {
    float sign = terms.row().sign();
    double sum = 0;
    int open = 0;
    for (int rank = 0; rank < terms.row().positiveCount(); rank++) {
      open += ups[rank] - downs[rank];
      terms.positiveGradients()[(int) keys[rank]] = sign * open;
      sum += (double) open * grid.sorted()[rank];
    }
    terms.positives().add(sum, 0, 0);
  }
}
