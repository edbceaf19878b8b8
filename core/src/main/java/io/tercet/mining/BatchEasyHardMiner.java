package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.kernel.KernelChoice;

/**
 * One positive and one negative for each anchor (Xuan, Stylianou and Pless 2020, "Improved
 * embeddings with easy positive triplet mining"). Easy positives with semi-hard negatives are that
 * paper's; hard with hard is batch-hard (Hermans, Beyer and Leibe 2017). An anchor without a
 * suitable pair has no triplet. Ties go to the first in order of class, then of the batch.
 *
 * @param positive rule for the positive
 * @param negative rule for the negative; at most one of both may be semi-hard
 * @param distance default: Euclidean on embeddings of length 1
 */
public record BatchEasyHardMiner(Hardness positive, Hardness negative, Distance distance)
    implements TripletMiner {
  private static final int NONE = -1;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if both are semi-hard
   */
  public BatchEasyHardMiner {
    if (positive == Hardness.SEMI_HARD && negative == Hardness.SEMI_HARD) {
      throw new IllegalArgumentException(
          "positive and negative cannot both be semi-hard: each is measured by the other");
    }
  }

  /**
   * {@return the miner of the farthest positive and the nearest negative of each anchor ("batch
   * hard")}
   *
   * @param distance by which positives and negatives are ranked
   */
  public static BatchEasyHardMiner batchHard(Distance distance) {
    return new BatchEasyHardMiner(Hardness.HARD, Hardness.HARD, distance);
  }

  @Override
  public String description() {
    if (positive == Hardness.HARD && negative == Hardness.HARD) {
      return "batch-hard";
    }
    return positive == Hardness.EASY && negative == Hardness.SEMI_HARD
        ? "easy-positive"
        : "%s-positive-%s-negative".formatted(positive, negative);
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    int p;
    int n;
    if (positive == Hardness.SEMI_HARD) {
      n = outermost(negative == Hardness.EASY, row.sign(), row.negatives(), row.negativeCount());
      p = n == NONE ? NONE : farthestBelow(row, row.sign() * row.negatives()[n]);
    } else {
      p = outermost(positive == Hardness.HARD, row.sign(), row.positives(), row.positiveCount());
      n = p == NONE ? NONE : negative(row, row.sign() * row.positives()[p]);
    }
    if (p != NONE && n != NONE) {
      triplets.accept(p, n);
    }
  }

  private int negative(AnchorRow row, float positive) {
    return negative == Hardness.SEMI_HARD
        ? nearestAbove(row, positive)
        : outermost(negative == Hardness.EASY, row.sign(), row.negatives(), row.negativeCount());
  }

  /** The farthest or the nearest of all. */
  private static int outermost(boolean farthest, float sign, float[] values, int count) {
    return KernelChoice.best().indexOfSmallest(count, farthest ? -sign : sign, values, 0);
  }

  private static int nearestAbove(AnchorRow row, float bound) {
    int best = NONE;
    float bestValue = Float.POSITIVE_INFINITY;
    for (int i = 0; i < row.negativeCount(); i++) {
      float value = row.sign() * row.negatives()[i];
      if (value > bound && value < bestValue) {
        best = i;
        bestValue = value;
      }
    }
    return best;
  }

  private static int farthestBelow(AnchorRow row, float bound) {
    int best = NONE;
    float bestValue = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < row.positiveCount(); i++) {
      float value = row.sign() * row.positives()[i];
      if (value < bound && value > bestValue) {
        best = i;
        bestValue = value;
      }
    }
    return best;
  }
}
