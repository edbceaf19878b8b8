package io.tercet.kernel;

/** Steps of optimizers over a range of weights. */
public interface OptimizerKernels {

  /**
   * One step of Adam (Kingma and Ba 2015, the form before their section 2.1, as Keras has it) for
   * {@code from <= i < to}: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = kept w
   * - rate m / (sqrt(v) + epsilon).
   *
   * @param rate learning rate with the bias correction in it
   * @param kept share of w that no decay takes away; 1 without
   */
  void adam(
      int from,
      int to,
      float[] w,
      float[] g,
      float[] m,
      float[] v,
      float rate,
      float beta1,
      float beta2,
      float epsilon,
      float kept);
}
