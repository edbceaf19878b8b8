package io.tercet.mining;

/** The positives and negatives that a pair miner chose for one anchor. */
public final class PairSelection {
  private int[] positives = new int[0];
  private int[] negatives = new int[0];
  private int positiveCount;
  private int negativeCount;

  /** Makes room for that many. */
  public void grow(int size) {
    if (positives.length < size) {
      positives = new int[size];
      negatives = new int[size];
    }
  }

  /** Forgets all. */
  public void clear() {
    positiveCount = 0;
    negativeCount = 0;
  }

  /** Chooses the positive of that number in the row; ascending. */
  public void addPositive(int j) {
    positives[positiveCount++] = j;
  }

  /** Chooses the negative of that number in the row; ascending. */
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
