package io.tercet.loss.engine;

/** Sums of exponentials without overflow. */
public final class LogSumExp {
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;

  /** Adds exp(x). */
  public void add(double x) {
    if (x <= max) {
      sum += Math.exp(x - max);
    } else {
      sum = sum * Math.exp(max - x) + 1;
      max = x;
    }
  }

  /** Logarithm of the sum; minus infinity if nothing was added. */
  public double value() {
    return max + Math.log(sum);
  }

  /** log(1 + exp(x)). */
  public static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  /** 1 / (1 + exp(-x)), the gradient of softplus. */
  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
