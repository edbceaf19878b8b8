package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Supervised contrastive loss (Khosla et al. 2020, equation 2, "out"): for each anchor with
 * positives, with t the temperature, p over its P positives and j over all others of the batch,
 *
 * <pre>
 *   l(a) = -1/P sum over p of ( s(a, p) / t - log sum over j of exp(s(a, j) / t) )
 * </pre>
 *
 * <p>For a distance s is its negative. Nothing is learned from a batch that has no negative for an
 * anchor: that anchor's loss is left out, as PyTorch Metric Learning leaves out the batch.
 *
 * @param temperature above 0; default {@value #DEFAULT_TEMPERATURE}
 * @param distance default: cosine similarity
 * @param reducer default: mean of non-zero over the anchors
 */
public record SupervisedContrastiveLoss(double temperature, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** As in PyTorch Metric Learning. */
  public static final double DEFAULT_TEMPERATURE = 0.1;

  public SupervisedContrastiveLoss {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, found " + temperature);
    }
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    int count = row.positiveCount();
    if (count == 0 || row.negativeCount() == 0) {
      return;
    }
    LogSumExp sum = new LogSumExp();
    double mean = 0;
    for (int i = 0; i < count; i++) {
      double s = -row.farness(row.positives()[i]) / temperature;
      sum.add(s);
      mean += s / count;
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      sum.add(-row.farness(row.negatives()[i]) / temperature);
    }
    double all = sum.value();
    positives.add(all - mean);
    double scale = (distance.isSimilarity() ? 1 : -1) / temperature;
    for (int i = 0; i < count; i++) {
      int p = row.positives()[i];
      double share = Math.exp(-row.farness(p) / temperature - all);
      slopes[offset + p] = (float) (scale * (share - 1.0 / count));
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      int n = row.negatives()[i];
      slopes[offset + n] = (float) (scale * Math.exp(-row.farness(n) / temperature - all));
    }
  }

  @Override
  public String description() {
    return toString();
  }
}
