package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.LogSumExp;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Circle loss (Sun et al. 2020, equations 6 and 8): for each anchor that has positives and
 * negatives,
 *
 * <pre>
 *   l(a) = softplus( log sum over p of exp(-gamma w_p (s(a, p) - (1 - m)))
 *                  + log sum over n of exp( gamma w_n (s(a, n) - m)) )
 *   w_p = max(1 + m - s(a, p), 0),  w_n = max(s(a, n) + m, 0), both constants in the gradient
 * </pre>
 *
 * @param margin m, the relaxation; default {@value #DEFAULT_RELAXATION}
 * @param scale gamma; default {@value #DEFAULT_SCALE}
 * @param distance a similarity; default: cosine
 * @param reducer default: mean of non-zero over the anchors
 */
public record CircleLoss(double margin, double scale, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** As in PyTorch Metric Learning. */
  static final double DEFAULT_RELAXATION = 0.4;

  /** As in PyTorch Metric Learning. */
  static final double DEFAULT_SCALE = 80;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the margin is not finite, the scale is not above 0, or the
   *     distance is no similarity
   */
  public CircleLoss {
    Checks.requireFinite("margin", margin);
    Checks.requirePositive("scale", scale);
    Similarities.require(distance, "circle loss");
  }

  /** {@return the loss with its defaults} */
  public static CircleLoss defaults() {
    return new CircleLoss(
        DEFAULT_RELAXATION, DEFAULT_SCALE, Distance.COSINE, Reducer.MEAN_NON_ZERO);
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    LogSumExp near = new LogSumExp();
    for (int i = 0; i < row.positiveCount(); i++) {
      near.add(positiveLogit(row.positives()[i]));
    }
    LogSumExp far = new LogSumExp();
    for (int i = 0; i < row.negativeCount(); i++) {
      far.add(negativeLogit(row.negatives()[i]));
    }
    double exponent = near.value() + far.value();
    terms.positives().add(LogSumExp.softplus(exponent));
    double outer = LogSumExp.sigmoid(exponent) * scale;
    for (int i = 0; i < row.positiveCount(); i++) {
      float s = row.positives()[i];
      double part = Math.exp(positiveLogit(s) - near.value());
      terms.positiveGradients()[i] = (float) (-outer * part * Math.max(1 + margin - s, 0));
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      float s = row.negatives()[i];
      double part = Math.exp(negativeLogit(s) - far.value());
      terms.negativeGradients()[i] = (float) (outer * part * Math.max(s + margin, 0));
    }
  }

  private double positiveLogit(float s) {
    return -scale * Math.max(1 + margin - s, 0) * (s - (1 - margin));
  }

  private double negativeLogit(float s) {
    return scale * Math.max(s + margin, 0) * (s - margin);
  }
}
