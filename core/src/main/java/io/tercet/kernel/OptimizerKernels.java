package io.tercet.kernel;

/** Optimizer steps over a range of weights. */
public interface OptimizerKernels {

  /**
   * One step of Adam (Kingma and Ba 2015, the form before their section 2.1, as Keras has it) for
   * {@code from <= i < to}: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = kept w
   * - rate m / (sqrt(v) + epsilon).
   *
   * @param rate learning rate, including the bias correction
   * @param kept factor of the decoupled weight decay; 1 without decay
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
