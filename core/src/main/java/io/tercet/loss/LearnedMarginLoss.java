package io.tercet.loss;

import io.tercet.distance.Distance;

/**
 * {@link MarginLoss} whose boundary beta is learned along with the encoder (Wu et al. 2017, section
 * 4.1, one beta for all classes).
 *
 * @param margin at least 0; default {@value MarginLoss#DEFAULT_MARGIN}
 * @param beta the boundary to start from; default {@value MarginLoss#DEFAULT_BETA}
 * @param distance no similarity; default: Euclidean on embeddings of length 1
 */
public record LearnedMarginLoss(double margin, double beta, Distance distance) implements Loss {

  /**
   * Checks the components as {@link MarginLoss} does.
   *
   * @throws IllegalArgumentException if the margin is negative, beta is not finite, or the distance
   *     is a similarity
   */
  public LearnedMarginLoss {
    new MarginLoss(margin, beta, distance);
  }

  /** {@return the loss with its defaults} */
  public static LearnedMarginLoss defaults() {
    MarginLoss start = MarginLoss.defaults();
    return new LearnedMarginLoss(start.margin(), start.beta(), start.distance());
  }

  @Override
  public Objective bind(LossContext context) {
    return new LearnedMarginObjective(new MarginLoss(margin, beta, distance));
  }
}
