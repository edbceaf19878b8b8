package io.tercet.eval;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well a threshold on the distance tells pairs of the same class from pairs of different
 * classes. A pair is accepted if its distance is at most the threshold; TAR is the share of same
 * pairs accepted, FAR that of different pairs.
 *
 * @param rocAuc area under TAR over FAR, 0 to 1; ties count half
 * @param eer equal error rate: FAR where it equals 1 - TAR, between two thresholds on a straight
 *     line
 * @param tarAtFar1e1 TAR at the largest threshold whose FAR is at most 1e-1
 * @param tarAtFar1e2 the same at 1e-2
 * @param tarAtFar1e3 the same at 1e-3
 * @param bestThreshold distance that gives the best accuracy; of several the smallest
 * @param bestAccuracy share of pairs that it tells right
 * @param pairs number of pairs
 */
public record VerificationScores(
    double rocAuc,
    double eer,
    double tarAtFar1e1,
    double tarAtFar1e2,
    double tarAtFar1e3,
    double bestThreshold,
    double bestAccuracy,
    int pairs) {

  /**
   * Scores pairs.
   *
   * @param distances distance of each pair
   * @param same whether each pair is of the same class
   * @throws IllegalArgumentException if there is no pair of either kind, or the counts differ
   */
  public static VerificationScores of(float[] distances, boolean[] same) {
    long positives = IntStream.range(0, same.length).filter(i -> same[i]).count();
    if (distances.length != same.length || positives == 0 || positives == same.length) {
      throw new IllegalArgumentException(
          "verification needs pairs of both kinds, found %d distances, %d same and %d different"
              .formatted(distances.length, positives, same.length - positives));
    }
    Sweep sweep = new Sweep(positives, same.length - positives);
    int[] order =
        IntStream.range(0, same.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distances[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; ) {
      float threshold = distances[order[i]];
      long accepted = 0;
      long wrong = 0;
      for (; i < order.length && distances[order[i]] == threshold; i++) {
        accepted += same[order[i]] ? 1 : 0;
        wrong += same[order[i]] ? 0 : 1;
      }
      sweep.raise(threshold, accepted, wrong);
    }
    return sweep.scores();
  }

  /** The curve, one threshold after the other. */
  private static final class Sweep {
    private static final double[] FARS = {1e-1, 1e-2, 1e-3};

    private final double positives;
    private final double negatives;
    private final double[] tars = new double[FARS.length];
    private long accepted;
    private long wrong;
    private double tar;
    private double far;
    private double area;
    private double eer = -1;
    private double bestThreshold = Double.NEGATIVE_INFINITY;
    private double bestAccuracy;

    Sweep(double positives, double negatives) {
      this.positives = positives;
      this.negatives = negatives;
      this.bestAccuracy = negatives / (positives + negatives); // nothing accepted
    }

    void raise(float threshold, long moreAccepted, long moreWrong) {
      accepted += moreAccepted;
      wrong += moreWrong;
      double nextTar = accepted / positives;
      double nextFar = wrong / negatives;
      area += (nextFar - far) * (tar + nextTar) / 2;
      double gap = far - (1 - tar);
      double nextGap = nextFar - (1 - nextTar);
      if (eer < 0 && nextGap >= 0) {
        double part = nextGap == gap ? 0 : -gap / (nextGap - gap);
        eer = far + part * (nextFar - far);
      }
      tar = nextTar;
      far = nextFar;
      for (int i = 0; i < FARS.length; i++) {
        tars[i] = far <= FARS[i] ? tar : tars[i];
      }
      double right = (accepted + negatives - wrong) / (positives + negatives);
      if (right > bestAccuracy) {
        bestAccuracy = right;
        bestThreshold = threshold;
      }
    }

    VerificationScores scores() {
      return new VerificationScores(
          area,
          eer,
          tars[0],
          tars[1],
          tars[2],
          bestThreshold,
          bestAccuracy,
          (int) (positives + negatives));
    }
  }
}
