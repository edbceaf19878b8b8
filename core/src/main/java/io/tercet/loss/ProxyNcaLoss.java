package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.loss.engine.SoftmaxTerm;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Proxy-NCA (Movshovitz-Attias et al. 2017): for each example x of class y, with d the squared
 * Euclidean distance to the proxies on the unit sphere,
 *
 * <pre>
 *   l(x) = -log( exp(-scale d(x, p_y)) / sum over all proxies z of exp(-scale d(x, p_z)) )
 * </pre>
 *
 * <p>The paper leaves the own proxy out of the sum below, which makes the loss negative and without
 * an end; here it is in, as in PyTorch Metric Learning and in ProxyNCA++ (Teh, DeVries and Taylor
 * 2020). An example of a class without a proxy has no term.
 *
 * @param scale default {@value #DEFAULT_SCALE}; the paper's is 1, with which proxies on the unit
 *     sphere cannot make the loss small
 */
public record ProxyNcaLoss(double scale) implements ProxyLoss {
  /** A temperature of 1/9, as in ProxyNCA++. */
  static final double DEFAULT_SCALE = 9;

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public ProxyNcaLoss {
    Checks.requirePositive("scale", scale);
  }

  /** {@return the loss with its defaults} */
  public static ProxyNcaLoss defaults() {
    return new ProxyNcaLoss(DEFAULT_SCALE);
  }

  @Override
  public String proxyName() {
    return "proxies";
  }

  @Override
  public Distance distance() {
    return new Distance(DistanceKind.SQUARED_EUCLIDEAN, true);
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
    double logit = -scale * row.positives()[0];
    terms.positiveGradients()[0] = (float) (scale * SoftmaxTerm.add(terms, logit, -scale));
  }
}
