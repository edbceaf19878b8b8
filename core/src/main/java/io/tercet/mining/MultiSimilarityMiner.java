package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.tensor.Checks;

/**
 * Pairs that are hard relative to the anchor's other pairs (Wang et al. 2019, "Multi-similarity
 * loss", equations 7 and 8): a positive is selected if it is less similar than the most similar
 * negative plus epsilon, a negative if it is more similar than the least similar positive minus
 * epsilon.
 *
 * @param epsilon default {@value #DEFAULT_EPSILON}
 * @param distance default: cosine similarity
 */
public record MultiSimilarityMiner(float epsilon, Distance distance) implements PairMiner {
  /** The paper's. */
  static final float DEFAULT_EPSILON = 0.1f;

  /**
   * Checks the constant.
   *
   * @throws IllegalArgumentException if epsilon is not finite
   */
  public MultiSimilarityMiner {
    Checks.requireFinite("epsilon", epsilon);
  }

  /** {@return the miner with its defaults} */
  public static MultiSimilarityMiner defaults() {
    return new MultiSimilarityMiner(DEFAULT_EPSILON, Distance.COSINE);
  }

  @Override
  public void mine(AnchorRow row, PairSelection selection) {
    Kernels kernels = KernelChoice.best();
    float sign = row.sign();
    float nearestNegative = kernels.smallest(row.negativeCount(), sign, row.negatives(), 0);
    float farthestPositive = -kernels.smallest(row.positiveCount(), -sign, row.positives(), 0);
    // Without a negative nothing is nearer than the farthest, and the other way round: none counts.
    float most = epsilon - nearestNegative;
    float below = epsilon + farthestPositive;
    kernels.maskBelow(row.positiveCount(), -sign, most, row.positives(), selection.positives());
    kernels.maskBelow(row.negativeCount(), sign, below, row.negatives(), selection.negatives());
  }
}
