package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.Exponentials;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Multi-similarity loss (Wang et al. 2019, equation 15): for each anchor, with lambda the base,
 *
 * <pre>
 *   l(a) = 1/alpha log(1 + sum over p of exp(-alpha (s(a, p) - lambda)))
 *        + 1/beta  log(1 + sum over n of exp( beta (s(a, n) - lambda)))
 * </pre>
 *
 * @param alpha default 2
 * @param beta default 50
 * @param base lambda; default 0.5
 * @param distance a similarity; default: cosine
 * @param reducer default: mean over the anchors
 */
public record MultiSimilarityLoss(
    double alpha, double beta, double base, Distance distance, Reducer reducer)
    implements AnchorLoss {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if alpha or beta is not above 0, the base is not finite, or
   *     the distance is no similarity
   */
  public MultiSimilarityLoss {
    Checks.requirePositive("alpha", alpha);
    Checks.requirePositive("beta", beta);
    Checks.requireFinite("base", base);
    Similarities.require(distance, "multi-similarity loss");
  }

  /** {@return the loss with its defaults} */
  public static MultiSimilarityLoss defaults() {
    return new MultiSimilarityLoss(2, 50, 0.5, Distance.COSINE, Reducer.MEAN);
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    terms
        .positives()
        .add(
            side(-alpha, row.positives(), row.positiveCount(), terms.positiveGradients())
                + side(beta, row.negatives(), row.negativeCount(), terms.negativeGradients()));
  }

  private double side(double k, float[] values, int count, float[] gradients) {
    return Exponentials.logOnePlus(distance, 1 / Math.abs(k), k, base, values, count, gradients);
  }
}
