package io.tercet.mining;

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

  /** Bit i, 64 to a word, is set where the positive of that number in the row counts. */
  public long[] positives() {
    return positives;
  }

  /** Bit i, 64 to a word, is set where the negative of that number in the row counts. */
  public long[] negatives() {
    return negatives;
  }
}
