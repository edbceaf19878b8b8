package io.tercet.kernel;

import io.tercet.tensor.Activation;

/** Elementwise operations on rows: activations, dropout, sums. */
public interface RowKernels {

  /**
   * c = f(c + bias), row by row.
   *
   * @param bias n values, starting at {@code biasOffset}
   * @param c [m x n], row-major, starting at {@code cOffset}
   */
  void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset);

  /** gradient *= f'(y), elementwise, where y is the activation's output. */
  void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset);

  /**
   * Dropout: y = 0 for a share {@code rate} of the entries, x / (1 - rate) for the others, chosen
   * by {@link Lowbias32} of key + index.
   *
   * @param rate from 0 (inclusive) to 1 (exclusive)
   */
  void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = exp(scale x - shift), elementwise; returns the sum. Exponents below -87 give 0, those above
   * 88 are clamped to 88. x and y may be the same array.
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
