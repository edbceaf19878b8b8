package io.tercet.loss;

import io.tercet.kernel.KernelChoice;
import io.tercet.loss.engine.TripletBlocks;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import java.util.Arrays;

/**
 * Triplet loss of a whole batch, as the text of the Keras notebook "Create a Siamese Network with
 * Triplet Loss" writes it: root mean squares over the N triplets,
 *
 * <pre>
 *   d_p = sqrt(sum |a - p|^2 / N),  d_n = sqrt(sum |a - n|^2 / N),  L = max(d_p - d_n + margin, 0)
 *   dL/dp = (p - a) / (N d_p),  dL/dn = (a - n) / (N d_n),  dL/da = -dL/dp - dL/dn     where L > 0
 * </pre>
 *
 * <p>At d_p = 0 or d_n = 0, where the root has no gradient, that distance adds nothing to the
 * gradient. The batch is active as a whole or not at all.
 *
 * @param margin alpha, at least 0; default {@value TripletMeanSquareLoss#DEFAULT_MARGIN}
 */
public record TripletBatchRmsLoss(double margin) implements Loss, Objective {

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public TripletBatchRmsLoss {
    Checks.requireNotNegative("margin", margin);
  }

  /** {@return the loss with its default margin} */
  public static TripletBatchRmsLoss defaults() {
    return new TripletBatchRmsLoss(TripletMeanSquareLoss.DEFAULT_MARGIN);
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
    double positive = rootMeanSquare(n, embeddings, n);
    double negative = rootMeanSquare(n, embeddings, 2 * n);
    double loss = Math.max(positive - negative + margin, 0);
    if (loss > 0) {
      gradient(n, embeddings, inverse(n * positive), inverse(n * negative), gradient.matrix());
    }
    double[] losses = gradient.terms();
    Arrays.fill(losses, 0, n, loss);
    return new LossValue(loss, TripletBlocks.activate(losses, n, gradient));
  }

  /** d_p or d_n: the distance from the anchors to the block that begins at row {@code block}. */
  private static double rootMeanSquare(int n, Matrix embeddings, int block) {
    int d = embeddings.columns();
    float[] e = embeddings.data();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum +=
          KernelChoice.best()
              .squaredDistance(d, e, embeddings.offset(i), e, embeddings.offset(block + i));
    }
    return n == 0 ? 0 : Math.sqrt(sum / n);
  }

  private static float inverse(double value) {
    return value > 0 ? (float) (1 / value) : 0;
  }

  private static void gradient(
      int n, Matrix embeddings, float positive, float negative, Matrix gradient) {
    int block = n * embeddings.columns();
    float[] e = embeddings.data();
    float[] g = gradient.data();
    for (int a = 0; a < block; a++) {
      float p = positive * (e[block + a] - e[a]);
      float q = negative * (e[a] - e[2 * block + a]);
      g[a] = -p - q;
      g[block + a] = p;
      g[2 * block + a] = q;
    }
  }

  @Override
  public void saveState(SavedState into) {}

  @Override
  public void restoreState(SavedState from) {}

  @Override
  public String description() {
    return "triplet loss of the whole batch on root mean squares, margin " + margin;
  }
}
