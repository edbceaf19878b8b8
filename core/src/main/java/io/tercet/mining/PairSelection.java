package io.tercet.mining;

import java.util.Arrays;

/** The positives and negatives that a pair miner chose for one anchor: a bit for each. */
public final class PairSelection {
  private long[] positives = new long[0];
  private long[] negatives = new long[0];

  /** An empty selection of size 0; see {@link #grow}. */
  public PairSelection() {}

  /**
   * Makes room for that many positives and negatives.
   *
   * @param size the number of references
   */
  public void grow(int size) {
    int words = Math.ceilDiv(size, Long.SIZE);
    if (positives.length < words) {
      positives = new long[words];
      negatives = new long[words];
    }
  }

  /** Clears the selection. */
  public void clear() {
    Arrays.fill(positives, 0);
    Arrays.fill(negatives, 0);
  }

  /**
   * Selects positive {@code i} of the row.
   *
   * @param i from 0 to {@link AnchorRow#positiveCount} - 1
   */
  public void addPositive(int i) {
    positives[i >>> 6] |= 1L << i;
  }

  /**
   * Selects negative {@code i} of the row.
   *
   * @param i from 0 to {@link AnchorRow#negativeCount} - 1
   */
  public void addNegative(int i) {
    negatives[i >>> 6] |= 1L << i;
  }

  /** {@return the bit mask of the selected positives, 64 to a word} */
  long[] positives() {
    return positives;
  }

  /** {@return the bit mask of the selected negatives, 64 to a word} */
  long[] negatives() {
    return negatives;
  }
}
