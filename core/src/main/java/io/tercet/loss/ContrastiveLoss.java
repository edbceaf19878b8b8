package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Contrastive loss (Hadsell, Chopra and LeCun 2006, on the distance itself): max(d(a, p) - positive
 * margin, 0) of positive pairs and max(negative margin - d(a, n), 0) of negative pairs, reduced
 * apart and added. For a similarity the signs turn.
 *
 * @param positiveMargin default 0
 * @param negativeMargin default 1
 * @param distance default: Euclidean on embeddings of length 1
 * @param reducer default: mean of non-zero
 */
public record ContrastiveLoss(
    double positiveMargin, double negativeMargin, Distance distance, Reducer reducer)
    implements AnchorLoss {

  @Override
  public boolean reducesPairsApart() {
    return true;
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    float away = distance.isSimilarity() ? -1 : 1;
    for (int i = 0; i < row.positiveCount(); i++) {
      int j = row.positives()[i];
      double loss = Math.max(away * (row.value(j) - positiveMargin), 0);
      positives.add(loss);
      slopes[offset + j] = loss > 0 ? away : 0;
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      int j = row.negatives()[i];
      double loss = Math.max(away * (negativeMargin - row.value(j)), 0);
      negatives.add(loss);
      slopes[offset + j] = loss > 0 ? -away : 0;
    }
  }

  @Override
  public String description() {
    return toString();
  }
}
