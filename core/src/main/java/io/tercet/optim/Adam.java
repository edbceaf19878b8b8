package io.tercet.optim;

import io.tercet.tensor.Checks;

/**
 * Adam (Kingma and Ba 2015), in the form before their section 2.1, which Keras has: with m and v
 * the running means of gradient and squared gradient at step t,
 *
 * <pre>
 *   w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * Weight decay is decoupled from the gradient (Loshchilov and Hutter 2019, "AdamW"): w is first
 * multiplied by 1 - rate times decay.
 *
 * @param learningRate above 0; Keras: 0.001
 * @param beta1 decay of the mean, in [0, 1); Keras: 0.9
 * @param beta2 decay of the squared mean, in [0, 1); Keras: 0.999
 * @param epsilon added to the root, above 0; Keras: 1e-7
 * @param weightDecay decoupled weight decay, at least 0; Keras: 0
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  /** Keras' defaults. */
  public static final Adam KERAS = new Adam(0.001, 0.9, 0.999, 1e-7, 0);

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the learning rate or epsilon is not above 0, a beta is not
   *     in [0, 1), or the weight decay is negative or not below 1 / learningRate
   */
  public Adam {
    Checks.requirePositive("learningRate", learningRate);
    if (!(isShare(beta1) && isShare(beta2) && Checks.isPositive(epsilon))) {
      throw new IllegalArgumentException(
          "betas must be in [0, 1) and epsilon %s, found %s, %s and %s"
              .formatted(Checks.POSITIVE, beta1, beta2, epsilon));
    }
    if (!(Checks.isNotNegative(weightDecay) && learningRate * weightDecay < 1)) {
      throw new IllegalArgumentException(
          "weightDecay: found %s, expected at least 0 and below 1 / %s, one by the learning rate"
              .formatted(weightDecay, learningRate));
    }
  }

  /** In [0, 1), also as a float32. */
  private static boolean isShare(double beta) {
    return beta >= 0 && (float) beta < 1;
  }

  /**
   * {@return Adam with Keras' defaults and that learning rate}
   *
   * @param learningRate above 0
   */
  public static Adam ofRate(double learningRate) {
    return KERAS.withLearningRate(learningRate);
  }

  @Override
  public WeightUpdater bind(int size) {
    return new AdamUpdater(size, this);
  }

  @Override
  public Optimizer forLossParameters() {
    return withWeightDecay(0);
  }

  @Override
  public String description() {
    return "Adam, learning rate %s, beta %s and %s, epsilon %s, weight decay %s"
        .formatted(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /**
   * {@return this optimizer with another learning rate}
   *
   * @param rate above 0
   */
  public Adam withLearningRate(double rate) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay);
  }

  /**
   * {@return this optimizer with another weight decay}
   *
   * @param decay at least 0 and below 1 / learningRate
   */
  public Adam withWeightDecay(double decay) {
    return new Adam(learningRate, beta1, beta2, epsilon, decay);
  }
}
