package io.tercet.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Verification metrics: how well a threshold on the distance separates same-class from
 * different-class pairs. A pair is accepted if its distance is at most the threshold; TAR is the
 * share of accepted same-class pairs, FAR that of accepted different-class pairs.
 *
 * @param rocAuc area under the ROC curve, TAR over FAR, 0 to 1; ties count half
 * @param eer equal error rate: FAR where it equals 1 - TAR, interpolated linearly between
 *     thresholds
 * @param tarAtFar1e1 TAR at the largest threshold whose FAR is at most 1e-1
 * @param tarAtFar1e2 the same at 1e-2
 * @param tarAtFar1e3 the same at 1e-3
 * @param bestThreshold distance with the best accuracy; the smallest of several
 * @param bestAccuracy share of pairs classified correctly at that threshold
 * @param pairs number of pairs
 * @param curve the ROC from (0, 0) to (1, 1), thinned to a few hundred points
 */
public record VerificationScores(
    double rocAuc,
    double eer,
    double tarAtFar1e1,
    double tarAtFar1e2,
    double tarAtFar1e3,
    double bestThreshold,
    double bestAccuracy,
    long pairs,
    List<Point> curve) {

  /**
   * A point of the ROC.
   *
   * @param far the share of accepted different-class pairs, 0 to 1
   * @param tar the share of accepted same-class pairs, 0 to 1
   */
  public record Point(double far, double tar) {}

  /** Copies the list. */
  public VerificationScores {
    curve = List.copyOf(curve);
  }

  /**
   * Computes the metrics of pairs.
   *
   * @param pairs distances of same-class and different-class pairs, at least one of each kind
   * @return the metrics over all thresholds
   */
  public static VerificationScores of(PairDistances pairs) {
    Sweep sweep =
        new Sweep(Arrays.stream(pairs.same()).sum(), Arrays.stream(pairs.different()).sum());
    for (int i = 0; i < pairs.thresholds().length; i++) {
      sweep.raise(pairs.thresholds()[i], pairs.same()[i], pairs.different()[i]);
    }
    return sweep.scores();
  }

  /** Sweeps the threshold upward. */
  private static final class Sweep {
    private static final double[] FARS = {1e-1, 1e-2, 1e-3};

    /** Approximate distance between consecutive points of the thinned curve. */
    private static final double STEP = 0.004;

    private final long positives;
    private final long negatives;
    private final double[] tars = new double[FARS.length];
    private final List<Point> curve = new ArrayList<>(List.of(new Point(0, 0)));
    private long accepted;
    private long wrong;
    private double tar;
    private double far;
    private double area;
    private double eer = -1;
    private double bestThreshold = Double.NEGATIVE_INFINITY;
    private double bestAccuracy;

    Sweep(long positives, long negatives) {
      this.positives = positives;
      this.negatives = negatives;
      this.bestAccuracy = negatives / (double) (positives + negatives); // nothing accepted
    }

    void raise(float threshold, long moreAccepted, long moreWrong) {
      accepted += moreAccepted;
      wrong += moreWrong;
      double nextTar = accepted / (double) positives;
      double nextFar = wrong / (double) negatives;
      area += (nextFar - far) * (tar + nextTar) / 2;
      double gap = far - (1 - tar);
      double nextGap = nextFar - (1 - nextTar);
      if (eer < 0 && nextGap >= 0) {
        double part = nextGap == gap ? 0 : -gap / (nextGap - gap);
        eer = far + part * (nextFar - far);
      }
      tar = nextTar;
      far = nextFar;
      keepPoint();
      for (int i = 0; i < FARS.length; i++) {
        tars[i] = far <= FARS[i] ? tar : tars[i];
      }
      double right = (accepted + negatives - wrong) / (double) (positives + negatives);
      if (right > bestAccuracy) {
        bestAccuracy = right;
        bestThreshold = threshold;
      }
    }

    private void keepPoint() {
      Point last = curve.getLast();
      boolean ends = accepted == positives && wrong == negatives;
      if (ends || far - last.far() + tar - last.tar() >= STEP) {
        curve.add(new Point(far, tar));
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
          positives + negatives,
          curve);
    }
  }
}
