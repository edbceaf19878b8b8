package io.tercet.optim;

import io.tercet.tensor.Checks;

/**
 * The constants of Adam.
 *
 * @param learningRate above 0; Keras: 0.001
 * @param beta1 decay of the mean, in [0, 1); Keras: 0.9
 * @param beta2 decay of the squared mean, in [0, 1); Keras: 0.999
 * @param epsilon added to the root, above 0; Keras: 1e-7
 * @param weightDecay share of the weights that a step takes away, for each unit of learning rate,
 *     at least 0; Keras: 0
 */
public record AdamSettings(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
  /** Keras' defaults. */
  public static final AdamSettings KERAS = new AdamSettings(0.001, 0.9, 0.999, 1e-7, 0);

  public AdamSettings {
    Checks.requirePositive("learning rate", learningRate);
    if (!(isShare(beta1) && isShare(beta2) && Checks.isPositive(epsilon))) {
      throw new IllegalArgumentException(
          "betas must be in [0, 1) and epsilon %s, found %s, %s and %s"
              .formatted(Checks.POSITIVE, beta1, beta2, epsilon));
    }
    if (!(Checks.isNotNegative(weightDecay) && learningRate * weightDecay < 1)) {
      throw new IllegalArgumentException(
          "weight decay must be at least 0 and, times the learning rate, below 1, found %s at %s"
              .formatted(weightDecay, learningRate));
    }
  }

  /** In [0, 1), also as a float32. */
  private static boolean isShare(double beta) {
    return beta >= 0 && (float) beta < 1;
  }

  /** The same with another learning rate. */
  public AdamSettings withLearningRate(double rate) {
    return new AdamSettings(rate, beta1, beta2, epsilon, weightDecay);
  }

  /** The same with another weight decay. */
  public AdamSettings withWeightDecay(double decay) {
    return new AdamSettings(learningRate, beta1, beta2, epsilon, decay);
  }
}
