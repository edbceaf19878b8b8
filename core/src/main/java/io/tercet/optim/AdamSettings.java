package io.tercet.optim;

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
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rate must be above 0 and finite, found " + learningRate);
    }
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "betas must be in [0, 1) and epsilon above 0, found %s, %s and %s"
              .formatted(beta1, beta2, epsilon));
    }
    if (!(weightDecay >= 0 && learningRate * weightDecay < 1)) {
      throw new IllegalArgumentException(
          "weight decay must be at least 0 and, times the learning rate, below 1, found %s at %s"
              .formatted(weightDecay, learningRate));
    }
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
