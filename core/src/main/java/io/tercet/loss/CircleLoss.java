package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

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
 * @param m relaxation; default 0.4
 * @param gamma scale; default 80
 * @param distance a similarity; default: cosine
 * @param reducer default: mean of non-zero over the anchors
 */
public record CircleLoss(double m, double gamma, Distance distance, Reducer reducer)
    implements AnchorLoss {

  public CircleLoss {
    Similarities.require(distance, "circle loss");
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    LogSumExp near = new LogSumExp();
    for (int i = 0; i < row.positiveCount(); i++) {
      near.add(positiveLogit(row.value(row.positives()[i])));
    }
    LogSumExp far = new LogSumExp();
    for (int i = 0; i < row.negativeCount(); i++) {
      far.add(negativeLogit(row.value(row.negatives()[i])));
    }
    double exponent = near.value() + far.value();
    positives.add(LogSumExp.softplus(exponent));
    double outer = LogSumExp.sigmoid(exponent) * gamma;
    for (int i = 0; i < row.positiveCount(); i++) {
      int j = row.positives()[i];
      double part = Math.exp(positiveLogit(row.value(j)) - near.value());
      slopes[offset + j] = (float) (-outer * part * Math.max(1 + m - row.value(j), 0));
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      int j = row.negatives()[i];
      double part = Math.exp(negativeLogit(row.value(j)) - far.value());
      slopes[offset + j] = (float) (outer * part * Math.max(row.value(j) + m, 0));
    }
  }

  private double positiveLogit(float s) {
    return -gamma * Math.max(1 + m - s, 0) * (s - (1 - m));
  }

  private double negativeLogit(float s) {
    return gamma * Math.max(s + m, 0) * (s - m);
  }

  @Override
  public String description() {
    return toString();
  }
}
