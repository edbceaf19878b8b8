package io.tercet.mining;

import io.tercet.distance.Distance;

/**
 * One positive and one negative for each anchor (Xuan, Stylianou and Pless 2020, "Improved
 * embeddings with easy positive triplet mining"). Easy positives with semi-hard negatives are that
 * paper's; hard with hard is batch-hard (Hermans, Beyer and Leibe 2017). An anchor that lacks one
 * has no triplet. Of two at the same distance the first counts.
 *
 * @param positive which positive
 * @param negative which negative; not both may be semi-hard
 * @param distance default: Euclidean on embeddings of length 1
 */
public record BatchEasyHardMiner(Choice positive, Choice negative, Distance distance)
    implements TripletMiner {
  private static final int NONE = -1;

  public BatchEasyHardMiner {
    if (positive == Choice.SEMI_HARD && negative == Choice.SEMI_HARD) {
      throw new IllegalArgumentException(
          "positive and negative cannot both be semi-hard: each is measured by the other");
    }
  }

  /** The farthest positive and the nearest negative of each anchor. */
  public static BatchEasyHardMiner batchHard(Distance distance) {
    return new BatchEasyHardMiner(Choice.HARD, Choice.HARD, distance);
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    int p;
    int n;
    if (positive == Choice.SEMI_HARD) {
      n = negative(row, Float.NEGATIVE_INFINITY);
      p = n == NONE ? NONE : positive(row, row.farness(n));
    } else {
      p = positive(row, Float.POSITIVE_INFINITY);
      float above =
          negative == Choice.SEMI_HARD && p != NONE ? row.farness(p) : Float.NEGATIVE_INFINITY;
      n = negative(row, above);
    }
    if (p != NONE && n != NONE) {
      triplets.accept(p, n);
    }
  }

  private int positive(AnchorRow row, float below) {
    boolean nearest = positive == Choice.EASY;
    return pick(row, row.positives(), row.positiveCount(), nearest, Float.NEGATIVE_INFINITY, below);
  }

  private int negative(AnchorRow row, float above) {
    boolean nearest = negative != Choice.EASY;
    return pick(row, row.negatives(), row.negativeCount(), nearest, above, Float.POSITIVE_INFINITY);
  }

  /** The nearest or farthest of the candidates that lie strictly between the two bounds. */
  private static int pick(
      AnchorRow row, int[] candidates, int count, boolean nearest, float above, float below) {
    int best = NONE;
    float bestValue = 0;
    for (int i = 0; i < count; i++) {
      float value = row.farness(candidates[i]);
      boolean better = best == NONE || (nearest ? value < bestValue : value > bestValue);
      if (value > above && value < below && better) {
        best = candidates[i];
        bestValue = value;
      }
    }
    return best;
  }
}
