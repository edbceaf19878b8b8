package io.tercet.optim;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.SavedState;

/** The running means of {@link Adam}. */
final class AdamUpdater implements WeightUpdater {
  private static final int SHARD = 4096;

  private final Adam settings;
  private final float[] mean;
  private final float[] variance;
  private int steps;

  /**
   * @param size number of weights
   */
  AdamUpdater(int size, Adam settings) {
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

  @Override
  public void saveState(SavedState into) {
    into.put("mean", mean);
    into.put("variance", variance);
    into.put("steps", steps);
  }

  @Override
  public void restoreState(SavedState from) {
    from.copyTo("mean", mean);
    from.copyTo("variance", variance);
    steps = Math.toIntExact(from.number("steps"));
  }

  private double correctedRate() {
    double correction =
        Math.sqrt(1 - Math.pow(settings.beta2(), steps)) / (1 - Math.pow(settings.beta1(), steps));
    return settings.learningRate() * correction;
  }
}
