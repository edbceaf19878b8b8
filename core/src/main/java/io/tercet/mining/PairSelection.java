package io.tercet.mining;

/** The positives and negatives that a pair miner chose for one anchor. */
public final class PairSelection {
  private final int[] positives;
  private final int[] negatives;
  private int positiveCount;
  private int negativeCount;

  /** Room for batches of at most {@code size} examples. */
  public PairSelection(int size) {
    positives = new int[size];
    negatives = new int[size];
  }

  /** Forgets all. */
  public void clear() {
    positiveCount = 0;
    negativeCount = 0;
  }

  /** Chooses a positive; ascending. */
  public void addPositive(int j) {
    positives[positiveCount++] = j;
  }

  /** Chooses a negative; ascending. */
  public void addNegative(int j) {
    negatives[negativeCount++] = j;
  }

  int copyPositives(int[] target) {
    System.arraycopy(positives, 0, target, 0, positiveCount);
    return positiveCount;
  }

  int copyNegatives(int[] target) {
    System.arraycopy(negatives, 0, target, 0, negativeCount);
    return negativeCount;
  }
}
