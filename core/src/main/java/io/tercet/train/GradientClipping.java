package io.tercet.train;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import java.util.List;

/**
 * Clips gradients by their global norm (Pascanu, Mikolov and Bengio 2013): if the L2 norm of all of
 * them together is above a limit, they are scaled down to it. As torch.nn.utils.clip_grad_norm_,
 * the norm has 1e-6 added. The sum is cut by size, so it has the same bits on any number of
 * threads.
 *
 * @param limit above 0
 */
record GradientClipping(double limit) {
  private static final int SHARD = 1 << 14;
  private static final double EPSILON = 1e-6;

  /**
   * Scales the gradients where they are too large together.
   *
   * @param gradients changed in place
   * @return the norm before
   */
  double apply(List<float[]> gradients, Workers workers) {
    double squares = 0;
    for (float[] gradient : gradients) {
      squares += squares(gradient, workers);
    }
    double norm = Math.sqrt(squares);
    double factor = limit / (norm + EPSILON);
    if (factor < 1) {
      for (float[] gradient : gradients) {
        scale(gradient, (float) factor, workers);
      }
    }
    return norm;
  }

  private static double squares(float[] values, Workers workers) {
    Shards shards = Shards.ofSize(values.length, SHARD);
    double[] sums = new double[shards.count()];
    workers.run(
        sums.length,
        shard -> {
          double sum = 0;
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            sum += (double) values[i] * values[i];
          }
          sums[shard] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  private static void scale(float[] values, float factor, Workers workers) {
    Shards shards = Shards.ofSize(values.length, SHARD);
    workers.run(
        shards.count(),
        shard -> {
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            values[i] *= factor;
          }
        });
  }
}
