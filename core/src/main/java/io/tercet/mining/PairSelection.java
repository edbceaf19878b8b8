package io.tercet.mining;

import java.util.Arrays;

/** The positives and negatives that a pair miner chose for one anchor: a bit for each. */
public final class PairSelection {
  private long[] positives = new long[0];
  private long[] negatives = new long[0];

  /** Without room, until {@link #grow}. */
  public PairSelection() {}

  /** Makes room for that many. */
  public void grow(int size) {
    int words = Math.ceilDiv(size, Long.SIZE);
    if (positives.length < words) {
      positives = new long[words];
      negatives = new long[words];
    }
  }

  /** Chooses nothing: what a miner begins with. */
  public void clear() {
    Arrays.fill(positives, 0);
    Arrays.fill(negatives, 0);
  }

  /** Chooses the positive of that number in the row. */
  public void addPositive(int i) {
    positives[i >>> 6] |= 1L << i;
  }

  /** Chooses the negative of that number in the row. */
  public void addNegative(int i) {
    negatives[i >>> 6] |= 1L << i;
  }

  /** Bit i, 64 to a word, is set where the positive of that number in the row counts. */
  public long[] positives() {
    return positives;
  }

  /** Bit i, 64 to a word, is set where the negative of that number in the row counts. */
  public long[] negatives() {
    return negatives;
  }
}
