package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.SoftmaxTerm;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * ArcFace (Deng, Guo, Xue and Zafeiriou 2019, equation 3): a softmax over the cosines of an example
 * with one weight vector for each class, with a margin m added to the angle theta of its own class
 * y,
 *
 * <pre>
 *   l = -log( exp(s cos(theta_y + m)) / (exp(s cos(theta_y + m)) + sum over j != y of exp(s cos theta_j)) )
 * </pre>
 *
 * <p>Past theta = pi - m, where cos(theta + m) would rise again, cos(theta) - m sin(m) takes its
 * place, as in the authors' code. An example of a class without a weight has no term.
 *
 * @param margin m in radians, 0 to pi; default {@value #DEFAULT_MARGIN}
 * @param scale s; default {@value #DEFAULT_SCALE}
 */
public record ArcFaceLoss(double margin, double scale) implements ProxyLoss {
  /** The paper's. */
  static final double DEFAULT_MARGIN = 0.5;

  /** The paper's. */
  static final double DEFAULT_SCALE = 64;

  /** As near to 1 and -1 as a cosine may come, where the angle's gradient has no end. */
  private static final double CLOSEST = 1 - 1e-7;

  /**
   * Checks the constants.
   *
   * @throws IllegalArgumentException if the margin is not in [0, pi], or the scale is not above 0
   */
  public ArcFaceLoss {
    if (!(margin >= 0 && margin <= Math.PI)) {
      throw new IllegalArgumentException(
          "margin: found %s, expected radians, 0 to pi".formatted(margin));
    }
    Checks.requirePositive("scale", scale);
  }

  /** {@return the loss with its defaults} */
  public static ArcFaceLoss defaults() {
    return new ArcFaceLoss(DEFAULT_MARGIN, DEFAULT_SCALE);
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
    float cosine = row.positives()[0];
    double angle = Math.acos(Math.clamp(cosine, -CLOSEST, CLOSEST));
    boolean rising = angle > Math.PI - margin;
    double logit = scale * (rising ? cosine - margin * Math.sin(margin) : Math.cos(angle + margin));
    double gradient = rising ? 1 : Math.sin(angle + margin) / Math.sin(angle);
    boolean clamped = Math.abs(cosine) > CLOSEST;
    double others = SoftmaxTerm.add(terms, logit, scale);
    terms.positiveGradients()[0] = clamped && !rising ? 0 : (float) (-scale * gradient * others);
  }
}
