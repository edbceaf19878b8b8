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

  /** {@return the loss with its defaults} */
  public static ContrastiveLoss defaults() {
    return new ContrastiveLoss(0, 1, Distance.NORMALIZED_EUCLIDEAN, Reducer.MEAN_NON_ZERO);
  }

  @Override
  public boolean reducesPairsApart() {
    return true;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    float sign = row.sign();
    for (int i = 0; i < row.positiveCount(); i++) {
      double loss = Math.max(sign * (row.positives()[i] - positiveMargin), 0);
      terms.positives().add(loss);
      terms.positiveGradients()[i] = loss > 0 ? sign : 0;
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      double loss = Math.max(sign * (negativeMargin - row.negatives()[i]), 0);
      terms.negatives().add(loss);
      terms.negativeGradients()[i] = loss > 0 ? -sign : 0;
    }
  }
}
