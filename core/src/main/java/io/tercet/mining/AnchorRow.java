package io.tercet.mining;

/**
 * What a miner or a loss sees of one anchor: its distances to all examples of the batch, and which
 * of them are positives (same class, other example) and negatives. Holds one anchor after the
 * other.
 */
public final class AnchorRow {
  private final int[] labels;
  private final int[] positives;
  private final int[] negatives;
  private int positiveCount;
  private int negativeCount;
  private int anchor;
  private boolean similarity;
  private float[] values = new float[0];
  private int offset;

  /**
   * @param labels class number of each example of the batch [n]
   */
  public AnchorRow(int[] labels) {
    this.labels = labels;
    this.positives = new int[labels.length];
    this.negatives = new int[labels.length];
  }

  /** Moves on to an anchor. */
  public void moveTo(int anchor) {
    this.anchor = anchor;
    positiveCount = 0;
    negativeCount = 0;
    for (int j = 0; j < labels.length; j++) {
      if (labels[j] != labels[anchor]) {
        negatives[negativeCount++] = j;
      } else if (j != anchor) {
        positives[positiveCount++] = j;
      }
    }
  }

  /** The distances to look at: row {@code anchor} of [n x n] values. */
  public void look(float[] matrix, boolean isSimilarity) {
    values = matrix;
    offset = anchor * labels.length;
    similarity = isSimilarity;
  }

  /** Row of the anchor. */
  public int anchor() {
    return anchor;
  }

  /** Number of examples, n. */
  public int size() {
    return labels.length;
  }

  /** Distance or similarity of anchor and example {@code j}. */
  public float value(int j) {
    return values[offset + j];
  }

  /** As {@link #value}, with the sign turned for a similarity, so that smaller is always nearer. */
  public float farness(int j) {
    return similarity ? -values[offset + j] : values[offset + j];
  }

  /** Rows of the positives, ascending; the first {@link #positiveCount()} count. */
  public int[] positives() {
    return positives;
  }

  /** Number of positives. */
  public int positiveCount() {
    return positiveCount;
  }

  /** Rows of the negatives, ascending; the first {@link #negativeCount()} count. */
  public int[] negatives() {
    return negatives;
  }

  /** Number of negatives. */
  public int negativeCount() {
    return negativeCount;
  }

  /** Keeps only some positives and negatives, for a loss after a pair miner. */
  public void keep(PairSelection selection) {
    positiveCount = selection.copyPositives(positives);
    negativeCount = selection.copyNegatives(negatives);
  }
}
