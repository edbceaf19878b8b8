package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.Exponentials;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Proxy-anchor loss (Kim, Kim, Cho and Kwak 2020, equation 4): proxies p are the anchors, with P+
 * those of the C proxies whose class is in the batch,
 *
 * <pre>
 *   L = 1/|P+| sum over p in P+ of log(1 + sum over x of its class  of exp(-alpha (s(x, p) - margin)))
 *     + 1/C    sum over all p   of log(1 + sum over x of the others of exp( alpha (s(x, p) + margin)))
 * </pre>
 *
 * @param margin delta; default {@value #DEFAULT_MARGIN}
 * @param scale alpha; default {@value #DEFAULT_SCALE}
 */
public record ProxyAnchorLoss(double margin, double scale) implements ProxyLoss {
  /** The paper's. */
  static final double DEFAULT_MARGIN = 0.1;

  /** The paper's. */
  static final double DEFAULT_SCALE = 32;

  /**
   * Checks the constants.
   *
   * @throws IllegalArgumentException if the margin is negative, or the scale is not above 0
   */
  public ProxyAnchorLoss {
    Checks.requireNotNegative("margin", margin);
    Checks.requirePositive("scale", scale);
  }

  /** {@return the loss with its defaults} */
  public static ProxyAnchorLoss defaults() {
    return new ProxyAnchorLoss(DEFAULT_MARGIN, DEFAULT_SCALE);
  }

  @Override
  public String proxyName() {
    return "proxies";
  }

  @Override
  public boolean proxiesAreAnchors() {
    return true;
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
  public boolean reducesPairsApart() {
    return true;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    if (row.positiveCount() > 0) {
      double near =
          Exponentials.logOnePlus(
              Distance.COSINE,
              1,
              -scale,
              margin,
              row.positives(),
              row.positiveCount(),
              terms.positiveGradients());
      terms.positives().add(near);
    }
    terms
        .negatives()
        .add(
            Exponentials.logOnePlus(
                Distance.COSINE,
                1,
                scale,
                -margin,
                row.negatives(),
                row.negativeCount(),
                terms.negativeGradients()));
  }
}
