package io.tercet.loss;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.loss.engine.TripletBlocks;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;

/**
 * Triplet loss per example, on mean squared distances, as the code of the Keras notebook "Create a
 * Siamese Network with Triplet Loss" trains with it: with a, p, n the d-dimensional embeddings of a
 * triplet,
 *
 * <pre>
 *   l = max(mean((a - p)^2) - mean((a - n)^2) + margin, 0),     L = sum of l / N
 *   dL/da = 2 (n - p) / (d N),  dL/dp = 2 (p - a) / (d N),  dL/dn = 2 (a - n) / (d N)   where l > 0
 * </pre>
 *
 * <p>Apart from the mean over the dimensions it is the loss of FaceNet (Schroff, Kalenichenko and
 * Philbin 2015), equation 3. A triplet with l = 0 has no active rows.
 *
 * @param margin alpha, at least 0; default {@value #DEFAULT_MARGIN}
 */
public record TripletMeanSquareLoss(double margin) implements Loss, Objective {
  /** The notebook's margin. */
  static final double DEFAULT_MARGIN = 0.2;

  /** As many rows as the way forward takes at once: a thread finds embeddings it has made. */
  private static final int SHARD = 128;

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public TripletMeanSquareLoss {
    Checks.requireNotNegative("margin", margin);
  }

  /** {@return the loss with its default margin} */
  public static TripletMeanSquareLoss defaults() {
    return new TripletMeanSquareLoss(DEFAULT_MARGIN);
  }

  @Override
  public Objective bind(LossContext context) {
    return this;
  }

  @Override
  public boolean usesSampledTriplets() {
    return true;
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    int n = batch.triplets();
    double[] losses = gradient.terms();
    Shards shards = Shards.ofSize(n, SHARD);
    workers.run(
        shards.count(),
        shard -> {
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            losses[i] = evaluate(i, n, embeddings, gradient.matrix());
          }
        });
    return new LossValue(mean(losses, n), TripletBlocks.activate(losses, n, gradient));
  }

  private static double mean(double[] losses, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += losses[i];
    }
    return n == 0 ? 0 : sum / n;
  }

  /** Loss of triplet i; where it is above 0, its three rows of the gradient. */
  private double evaluate(int i, int n, Matrix embeddings, Matrix gradient) {
    int d = embeddings.columns();
    float[] e = embeddings.data();
    int a = embeddings.offset(i);
    int p = embeddings.offset(n + i);
    int q = embeddings.offset(2 * n + i);
    Kernels kernels = KernelChoice.best();
    double positive = kernels.squaredDistance(d, e, a, e, p) / (double) d;
    double negative = kernels.squaredDistance(d, e, a, e, q) / (double) d;
    double loss = positive - negative + margin;
    if (loss <= 0) {
      return 0;
    }
    float[] g = gradient.data();
    float scale = (float) (2.0 / ((double) d * n));
    for (int j = 0; j < d; j++) {
      g[a + j] = scale * (e[q + j] - e[p + j]);
      g[p + j] = scale * (e[p + j] - e[a + j]);
      g[q + j] = scale * (e[a + j] - e[q + j]);
    }
    return loss;
  }

  @Override
  public void saveState(SavedState into) {}

  @Override
  public void restoreState(SavedState from) {}

  @Override
  public String description() {
    return "triplet loss per example on mean squared distances, margin " + margin;
  }
}
