package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.LogSumExp;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Lifted structure loss (Oh Song et al. 2016) in the form that Hermans, Beyer and Leibe 2017 give
 * for whole batches: for each anchor that has positives and negatives,
 *
 * <pre>
 *   l(a) = max( log sum over p of exp(d(a, p)) + log sum over n of exp(margin - d(a, n)), 0 )
 * </pre>
 *
 * @param margin at least 0; default {@value #DEFAULT_MARGIN}
 * @param distance default: Euclidean on embeddings of length 1
 * @param reducer default: mean of non-zero over the anchors
 */
public record LiftedStructureLoss(double margin, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** The paper's. */
  static final double DEFAULT_MARGIN = 1;

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LiftedStructureLoss {
    Checks.requireNotNegative("margin", margin);
  }

  /** {@return the loss with its defaults} */
  public static LiftedStructureLoss defaults() {
    return new LiftedStructureLoss(
        DEFAULT_MARGIN, Distance.NORMALIZED_EUCLIDEAN, Reducer.MEAN_NON_ZERO);
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    float sign = row.sign();
    LogSumExp near = new LogSumExp();
    for (int i = 0; i < row.positiveCount(); i++) {
      near.add(sign * row.positives()[i]);
    }
    LogSumExp far = new LogSumExp();
    for (int i = 0; i < row.negativeCount(); i++) {
      far.add(margin - sign * row.negatives()[i]);
    }
    double loss = Math.max(near.value() + far.value(), 0);
    terms.positives().add(loss);
    if (loss == 0) {
      return;
    }
    for (int i = 0; i < row.positiveCount(); i++) {
      double share = Math.exp(sign * row.positives()[i] - near.value());
      terms.positiveGradients()[i] = (float) (sign * share);
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      double share = Math.exp(margin - sign * row.negatives()[i] - far.value());
      terms.negativeGradients()[i] = (float) (-sign * share);
    }
  }
}
