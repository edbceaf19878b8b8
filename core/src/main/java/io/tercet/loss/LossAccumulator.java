package io.tercet.loss;

/**
 * What anchors add to a loss: the sum of their terms, how many there are, and for losses with a
 * learned constant the gradient with respect to it. Not yet divided.
 */
public final class LossAccumulator {
  private double sum;
  private long all;
  private long nonZero;
  private double constantGradient;

  /** Without terms. */
  public LossAccumulator() {}

  /**
   * Adds a term.
   *
   * @param loss the value of the term
   */
  public void add(double loss) {
    add(loss, 1);
  }

  /**
   * Adds the same term that many times.
   *
   * @param loss the value of the term
   * @param times how often it occurs, at least 0
   */
  public void add(double loss, int times) {
    add(loss * times, times, loss > 0 ? times : 0);
  }

  /**
   * Adds many terms.
   *
   * @param sum of the terms
   * @param all number of them
   * @param nonZero number of those above 0
   */
  public void add(double sum, long all, long nonZero) {
    this.sum += sum;
    this.all += all;
    this.nonZero += nonZero;
  }

  /**
   * Adds to the gradient of the sum with respect to the loss's learned constant.
   *
   * @param gradient what is added
   */
  public void addConstantGradient(double gradient) {
    constantGradient += gradient;
  }

  /**
   * Adds all that another has.
   *
   * @param other the terms and the gradient to add
   */
  public void add(LossAccumulator other) {
    add(other.sum, other.all, other.nonZero);
    constantGradient += other.constantGradient;
  }

  /** {@return the sum of the terms} */
  public double sum() {
    return sum;
  }

  /** {@return the number of terms} */
  public long all() {
    return all;
  }

  /** {@return the number of terms above 0} */
  public long nonZero() {
    return nonZero;
  }

  /** {@return the gradient of the sum with respect to the loss's learned constant} */
  public double constantGradient() {
    return constantGradient;
  }

  /** Forgets all terms. */
  public void clear() {
    sum = 0;
    all = 0;
    nonZero = 0;
    constantGradient = 0;
  }
}
