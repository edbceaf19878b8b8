package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Margin loss (Wu et al. 2017, equation 4) with a fixed boundary beta, over all triplets of the
 * batch:
 *
 * <pre>
 *   max(d(a, p) - beta + margin, 0) + max(beta - d(a, n) + margin, 0)
 * </pre>
 *
 * <p>summed, and divided by the number of the two parts that are above 0. A positive pair stands in
 * as many triplets as its anchor has negatives and the other way round, so a pair's part is
 * computed once and counted so often.
 *
 * @param margin at least 0; default 0.2
 * @param beta boundary; default 1.2
 * @param distance default: Euclidean on embeddings of length 1
 */
public record MarginLoss(double margin, double beta, Distance distance) implements AnchorLoss {

  public MarginLoss {
    Margins.require(margin);
    if (distance.isSimilarity()) {
      throw new IllegalArgumentException("margin loss needs a distance, found " + distance.kind());
    }
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN_NON_ZERO;
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    int asPositive = row.negativeCount();
    int asNegative = row.positiveCount();
    for (int i = 0; i < row.positiveCount() && asPositive > 0; i++) {
      int j = row.positives()[i];
      double loss = Math.max(row.value(j) - beta + margin, 0);
      positives.add(loss, asPositive);
      slopes[offset + j] = loss > 0 ? asPositive : 0;
    }
    for (int i = 0; i < row.negativeCount() && asNegative > 0; i++) {
      int j = row.negatives()[i];
      double loss = Math.max(beta - row.value(j) + margin, 0);
      positives.add(loss, asNegative);
      slopes[offset + j] = loss > 0 ? -asNegative : 0;
    }
  }

  @Override
  public String description() {
    return toString();
  }
}
