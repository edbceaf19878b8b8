package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.loss.engine.Exponentials;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Supervised contrastive loss (Khosla et al. 2020, equation 2, "out"): for each anchor with
 * positives, with t the temperature, p over its P positives and j over all others of the batch,
 *
 * <pre>
 *   l(a) = -1/P sum over p of ( s(a, p) / t - log sum over j of exp(s(a, j) / t) )
 * </pre>
 *
 * <p>For a distance s is its negative. Nothing is learned from a batch that has no negative for an
 * anchor: that anchor's loss is left out, as PyTorch Metric Learning leaves out the batch.
 *
 * @param temperature above 0; default {@value #DEFAULT_TEMPERATURE}
 * @param distance default: cosine similarity
 * @param reducer default: mean of non-zero over the anchors
 */
public record SupervisedContrastiveLoss(double temperature, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** As in PyTorch Metric Learning. */
  static final double DEFAULT_TEMPERATURE = 0.1;

  /**
   * Checks the temperature.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public SupervisedContrastiveLoss {
    Checks.requirePositive("temperature", temperature);
  }

  /** {@return the loss with its defaults} */
  public static SupervisedContrastiveLoss defaults() {
    return new SupervisedContrastiveLoss(
        DEFAULT_TEMPERATURE, Distance.COSINE, Reducer.MEAN_NON_ZERO);
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    int positives = row.positiveCount();
    int negatives = row.negativeCount();
    if (positives == 0 || negatives == 0) {
      return;
    }
    Kernels kernels = KernelChoice.best();
    float scale = (float) (-row.sign() / temperature);
    float[] near = terms.positiveGradients();
    float[] far = terms.negativeGradients();
    float largest = Exponentials.shift(distance, scale, row);
    float sum =
        kernels.sumExp(positives, scale, largest, row.positives(), 0, near, 0)
            + kernels.sumExp(negatives, scale, largest, row.negatives(), 0, far, 0);
    double mean = scale * (double) kernels.sum(positives, row.positives(), 0) / positives;
    terms.positives().add(Math.max(largest + Math.log(sum) - mean, 0));
    Exponentials.scale(near, positives, scale / sum, -scale / positives);
    Exponentials.scale(far, negatives, scale / sum, 0);
  }
}
