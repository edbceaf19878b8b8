package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.SoftmaxTerm;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * CosFace (Wang et al. 2018, equation 4): a softmax over the cosines of an example with one weight
 * vector for each class, with a margin m taken off the cosine of its own class y,
 *
 * <pre>
 *   l = -log( exp(s (cos theta_y - m)) / (exp(s (cos theta_y - m)) + sum over j != y of exp(s cos theta_j)) )
 * </pre>
 *
 * <p>An example of a class without a weight has no term.
 *
 * @param margin m, at least 0; default {@value #DEFAULT_MARGIN}
 * @param scale s; default {@value #DEFAULT_SCALE}
 */
public record CosFaceLoss(double margin, double scale) implements ProxyLoss {
  /** The paper's. */
  static final double DEFAULT_MARGIN = 0.35;

  /** The paper's. */
  static final double DEFAULT_SCALE = 64;

  /**
   * Checks the constants.
   *
   * @throws IllegalArgumentException if the margin is negative, or the scale is not above 0
   */
  public CosFaceLoss {
    Checks.requireNotNegative("margin", margin);
    Checks.requirePositive("scale", scale);
  }

  /** {@return the loss with its defaults} */
  public static CosFaceLoss defaults() {
    return new CosFaceLoss(DEFAULT_MARGIN, DEFAULT_SCALE);
  }

  @Override
  public String proxyName() {
    return "class_weights";
  }

  @Override
  public Distance distance() {
    return Distance.COSINE;
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    if (row.positiveCount() == 0) {
      return;
    }
    double logit = scale * (row.positives()[0] - margin);
    terms.positiveGradients()[0] = (float) (-scale * SoftmaxTerm.add(terms, logit, scale));
  }
}
