package io.tercet.kernel;

import io.tercet.tensor.Activation;

/** Elementwise work on rows: activations, dropout, sums. */
public interface RowKernels {

  /**
   * c = f(c + bias), row by row.
   *
   * @param bias n values from {@code biasOffset} on
   * @param c [m x n], row-major, from {@code cOffset} on
   */
  void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset);

  /** gradient *= f'(y), entry by entry, where y is the activation's output. */
  void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset);

  /**
   * y = x / (1 - rate), or 0 for that share of the entries, by the noise of key + their place.
   *
   * @param rate 0 to less than 1
   */
  void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = exp(scale x - shift), entry by entry; returns the sum. Exponents below -87 give 0, those
   * above 88 count as 88. x and y may be the same.
   */
  float sumExp(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset);

  /** Sum over i of x[i]. */
  float sum(int n, float[] x, int xOffset);

  /** gradients = gradients / (2 values), and 0 where a value is 0: from d/d|x| to d/d|x|^2. */
  void divideByTwice(
      int n, float[] values, int valuesOffset, float[] gradients, int gradientsOffset);

  /**
   * total[totalOffset + i - from] = sum over the parts of part[i], in the order of the parts, for
   * {@code from <= i < to}.
   */
  void sum(float[][] parts, int from, int to, float[] total, int totalOffset);
}
