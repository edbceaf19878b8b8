package io.tercet.loss;

/**
 * What one anchor adds to a loss: the sum of its terms, and how many there are. Slopes are kept
 * apart from it, not yet divided.
 */
public final class PartialLoss {
  double sum;
  long all;
  long nonZero;

  /** Adds a term. */
  public void add(double loss) {
    add(loss, 1);
  }

  /** Adds the same term that many times. */
  public void add(double loss, int times) {
    sum += loss * times;
    all += times;
    if (loss > 0) {
      nonZero += times;
    }
  }

  /** The sum over anchors, in their order. */
  static PartialLoss total(PartialLoss[] partials) {
    PartialLoss total = new PartialLoss();
    for (PartialLoss partial : partials) {
      total.add(partial);
    }
    return total;
  }

  private void add(PartialLoss other) {
    sum += other.sum;
    all += other.all;
    nonZero += other.nonZero;
  }
}
