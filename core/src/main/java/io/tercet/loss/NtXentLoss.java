package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * NT-Xent (Sohn 2016, Chen et al. 2020), also known as InfoNCE (van den Oord et al. 2018): for each
 * positive pair, with t the temperature and n over the anchor's negatives,
 *
 * <pre>
 *   l(a, p) = -log( exp(s(a, p) / t) / (exp(s(a, p) / t) + sum exp(s(a, n) / t)) )
 * </pre>
 *
 * <p>For a distance s is its negative. Work and memory grow with the pairs, not with the triples.
 * With the dot product and t = 1 it is the N-pairs loss (Sohn 2016).
 *
 * @param temperature above 0; default {@value #DEFAULT_TEMPERATURE}
 * @param distance default: cosine similarity
 * @param reducer default: mean over the positive pairs
 */
public record NtXentLoss(double temperature, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** As in PyTorch Metric Learning. */
  public static final double DEFAULT_TEMPERATURE = 0.07;

  public NtXentLoss {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, found " + temperature);
    }
  }

  @Override
  public void evaluate(
      AnchorRow row, float[] slopes, int offset, PartialLoss positives, PartialLoss negatives) {
    if (row.positiveCount() == 0) {
      return;
    }
    LogSumExp sum = new LogSumExp();
    for (int i = 0; i < row.negativeCount(); i++) {
      sum.add(-row.farness(row.negatives()[i]) / temperature);
    }
    float towards = distance.isSimilarity() ? 1 : -1;
    double far = sum.value();
    double weight = 0;
    for (int i = 0; i < row.positiveCount(); i++) {
      int p = row.positives()[i];
      double near = -row.farness(p) / temperature;
      // l = log(1 + exp(far - near)); without negatives far is minus infinity and l is 0.
      double share = LogSumExp.sigmoid(far - near);
      positives.add(LogSumExp.softplus(far - near));
      weight += share;
      slopes[offset + p] = (float) (-towards * share / temperature);
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      int n = row.negatives()[i];
      double part = Math.exp(-row.farness(n) / temperature - far);
      slopes[offset + n] = (float) (towards * weight * part / temperature);
    }
  }

  @Override
  public String description() {
    return toString();
  }
}
