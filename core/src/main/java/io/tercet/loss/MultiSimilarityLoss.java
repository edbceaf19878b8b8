package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Multi-similarity loss (Wang et al. 2019, equation 15): for each anchor, with lambda the base,
 *
 * <pre>
 *   l(a) = 1/alpha log(1 + sum over p of exp(-alpha (s(a, p) - lambda)))
 *        + 1/beta  log(1 + sum over n of exp( beta (s(a, n) - lambda)))
 * </pre>
 *
 * @param alpha default 2
 * @param beta default 50
 * @param base lambda; default 0.5
 * @param distance a similarity; default: cosine
 * @param reducer default: mean over the anchors
 */
public record MultiSimilarityLoss(
    double alpha, double beta, double base, Distance distance, Reducer reducer)
    implements AnchorLoss {

  public MultiSimilarityLoss {
    Similarities.require(distance, "multi-similarity loss");
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    double loss =
        side(row, row.positives(), row.positiveCount(), -alpha, slopes, offset)
            + side(row, row.negatives(), row.negativeCount(), beta, slopes, offset);
    positives.add(loss);
  }

  /** 1/|k| log(1 + sum of exp(k (s - base))). */
  private double side(
      AnchorRow row, int[] others, int count, double k, float[] slopes, int offset) {
    LogSumExp sum = new LogSumExp();
    sum.add(0);
    for (int i = 0; i < count; i++) {
      sum.add(k * (row.value(others[i]) - base));
    }
    double log = sum.value();
    for (int i = 0; i < count; i++) {
      double part = Math.exp(k * (row.value(others[i]) - base) - log);
      slopes[offset + others[i]] = (float) (Math.signum(k) * part);
    }
    return log / Math.abs(k);
  }

  @Override
  public String description() {
    return toString();
  }
}
