package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * Margin loss (Wu et al. 2017, equation 4) with a boundary beta, over all triplets of the batch:
 *
 * <pre>
 *   max(d(a, p) - beta + margin, 0) + max(beta - d(a, n) + margin, 0)
 * </pre>
 *
 * <p>summed, and divided by the number of the two parts that are above 0. A positive pair stands in
 * as many triplets as its anchor has negatives and the other way round, so a pair's part is
 * computed once and counted so often. {@link LearnedMarginObjective} learns the boundary.
 *
 * @param margin at least 0; default {@value #DEFAULT_MARGIN}
 * @param beta boundary; default {@value #DEFAULT_BETA}
 * @param distance default: Euclidean on embeddings of length 1
 */
public record MarginLoss(double margin, double beta, Distance distance) implements AnchorLoss {
  /** The paper's. */
  static final double DEFAULT_MARGIN = 0.2;

  /** The paper's. */
  static final double DEFAULT_BETA = 1.2;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the margin is negative, beta is not finite, or the distance
   *     is a similarity
   */
  public MarginLoss {
    Checks.requireNotNegative("margin", margin);
    Checks.requireFinite("beta", beta);
    if (distance.isSimilarity()) {
      throw new IllegalArgumentException(
          "distance: found %s, margin loss expects a distance, no similarity"
              .formatted(distance.kind()));
    }
  }

  /** {@return the loss with its defaults} */
  public static MarginLoss defaults() {
    return new MarginLoss(DEFAULT_MARGIN, DEFAULT_BETA, Distance.NORMALIZED_EUCLIDEAN);
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN_NON_ZERO;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    int asPositive = row.negativeCount();
    int asNegative = row.positiveCount();
    if (asPositive == 0 || asNegative == 0) {
      return;
    }
    for (int i = 0; i < row.positiveCount(); i++) {
      double loss = Math.max(row.positives()[i] - beta + margin, 0);
      int gradient = loss > 0 ? asPositive : 0;
      terms.positives().add(loss, asPositive);
      terms.positives().addConstantGradient(-gradient);
      terms.positiveGradients()[i] = gradient;
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      double loss = Math.max(beta - row.negatives()[i] + margin, 0);
      int gradient = loss > 0 ? asNegative : 0;
      terms.positives().add(loss, asNegative);
      terms.positives().addConstantGradient(gradient);
      terms.negativeGradients()[i] = -gradient;
    }
  }

  /** The same with another boundary. */
  MarginLoss withBeta(double boundary) {
    return new MarginLoss(margin, boundary, distance);
  }
}
