package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Lifted structure loss (Oh Song et al. 2016) in the form that Hermans, Beyer and Leibe 2017 give
 * for whole batches: for each anchor that has positives and negatives,
 *
 * <pre>
 *   l(a) = max( log sum over p of exp(d(a, p)) + log sum over n of exp(margin - d(a, n)), 0 )
 * </pre>
 *
 * @param margin at least 0; default 1
 * @param distance default: Euclidean on embeddings of length 1
 * @param reducer default: mean of non-zero over the anchors
 */
public record LiftedStructureLoss(double margin, Distance distance, Reducer reducer)
    implements AnchorLoss {

  public LiftedStructureLoss {
    Margins.require(margin);
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    if (row.positiveCount() == 0 || row.negativeCount() == 0) {
      return;
    }
    LogSumExp near = new LogSumExp();
    for (int i = 0; i < row.positiveCount(); i++) {
      near.add(row.farness(row.positives()[i]));
    }
    LogSumExp far = new LogSumExp();
    for (int i = 0; i < row.negativeCount(); i++) {
      far.add(margin - row.farness(row.negatives()[i]));
    }
    double loss = Math.max(near.value() + far.value(), 0);
    positives.add(loss);
    if (loss == 0) {
      return;
    }
    double away = distance.isSimilarity() ? -1 : 1;
    for (int i = 0; i < row.positiveCount(); i++) {
      int j = row.positives()[i];
      slopes[offset + j] = (float) (away * Math.exp(row.farness(j) - near.value()));
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      int j = row.negatives()[i];
      slopes[offset + j] = (float) (-away * Math.exp(margin - row.farness(j) - far.value()));
    }
  }

  @Override
  public String description() {
    return toString();
  }
}
