package io.tercet.loss;

import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;

/**
 * The variance term of VICReg (Bardes, Ponce and LeCun 2022, equations 1 and 2), a guard against
 * collapse to be added to another loss: with var_j the variance of dimension j over the batch,
 * divided by n - 1,
 *
 * <pre>
 *   L = 1/d sum over j of max(0, spread - sqrt(var_j + epsilon)),   epsilon = 1e-4
 * </pre>
 *
 * <p>A batch of less than two examples has no variance: its loss is 0.
 *
 * @param spread gamma, above 0: the standard deviation to keep in each dimension. The paper's 1 is
 *     for embeddings of any length; for length 1 a spread of 1 / sqrt(d) is all there can be
 */
public record VarianceLoss(double spread) implements Loss, Objective {
  private static final double EPSILON = 1e-4;

  /**
   * Checks the spread.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public VarianceLoss {
    Checks.requirePositive("spread", spread);
  }

  /**
   * {@return the loss with the spread that embeddings can have: 1, and 1 / sqrt(d) where they are
   * of length 1}
   *
   * @param dimensions d
   * @param unitLength whether embeddings are of length 1
   */
  public static VarianceLoss of(int dimensions, boolean unitLength) {
    return new VarianceLoss(unitLength ? 1 / Math.sqrt(dimensions) : 1);
  }

  @Override
  public Objective bind(LossContext context) {
    return this;
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    int n = embeddings.rows();
    int d = embeddings.columns();
    double[] mean = new double[d];
    double[] variance = new double[d];
    measure(embeddings, mean, variance);
    double loss = 0;
    int active = 0;
    double[] scale = new double[d];
    for (int j = 0; j < d && n > 1; j++) {
      double deviation = Math.sqrt(variance[j] / (n - 1) + EPSILON);
      if (deviation < spread) {
        loss += (spread - deviation) / d;
        scale[j] = -1 / (d * (n - 1.0) * deviation);
        active++;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        gradient.matrix().set(i, j, (float) (scale[j] * (embeddings.get(i, j) - mean[j])));
      }
    }
    gradient.activateNonZero(n);
    return new LossValue(loss, active / (double) Math.max(d, 1));
  }

  /** Means, and sums of squares around them. */
  private static void measure(Matrix embeddings, double[] mean, double[] squares) {
    int n = embeddings.rows();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += embeddings.get(i, j) / (double) n;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < mean.length; j++) {
        double difference = embeddings.get(i, j) - mean[j];
        squares[j] += difference * difference;
      }
    }
  }

  @Override
  public void saveState(SavedState into) {}

  @Override
  public void restoreState(SavedState from) {}

  @Override
  public String description() {
    return "variance term of VICReg, spread " + spread;
  }
}
