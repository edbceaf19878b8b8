package io.tercet.optim;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/**
 * Adam (Kingma and Ba 2015), in the form before their section 2.1, which Keras has: with m and v
 * the running means of gradient and squared gradient at step t,
 *
 * <pre>
 *   w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * Weight decay is apart from the gradient (Loshchilov and Hutter 2019, "AdamW"): before that, w
 * loses its share of rate times decay.
 */
public final class Adam implements Optimizer {
  private static final int SHARD = 4096;

  private final AdamSettings settings;
  private final float[] mean;
  private final float[] variance;
  private int steps;

  /**
   * @param size number of weights
   */
  public Adam(int size, AdamSettings settings) {
    this.settings = settings;
    this.mean = new float[size];
    this.variance = new float[size];
  }

  @Override
  public void step(float[] weights, float[] gradient, double share, Workers workers) {
    if (weights.length != mean.length || gradient.length != mean.length) {
      throw new IllegalArgumentException(
          "made for %d weights, found %d and a gradient of %d"
              .formatted(mean.length, weights.length, gradient.length));
    }
    steps++;
    float rate = (float) (share * correctedRate());
    float kept = (float) (1 - share * settings.learningRate() * settings.weightDecay());
    Shards shards = Shards.ofSize(mean.length, SHARD);
    workers.run(
        shards.count(),
        shard ->
            KernelChoice.best()
                .adam(
                    shards.from(shard),
                    shards.to(shard),
                    weights,
                    gradient,
                    mean,
                    variance,
                    rate,
                    (float) settings.beta1(),
                    (float) settings.beta2(),
                    (float) settings.epsilon(),
                    kept));
  }

  private double correctedRate() {
    double correction =
        Math.sqrt(1 - Math.pow(settings.beta2(), steps)) / (1 - Math.pow(settings.beta1(), steps));
    return settings.learningRate() * correction;
  }
}
