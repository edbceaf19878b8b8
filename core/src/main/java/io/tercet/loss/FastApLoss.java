package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * FastAP (Cakir, He, Xia, Kulis and Sclaroff 2019, equations 4 to 8): one minus the average
 * precision of an anchor's ranking, made smooth by soft histograms of its squared distances z on
 * the unit sphere, from 0 to 4. With h+ and h the histograms of positives and of all, H+ and H
 * their running sums, N+ the number of positives,
 *
 * <pre>
 *   l = 1 - 1/N+ sum over the bins k of h+_k H+_k / H_k
 *   h_k = sum over j of max(0, 1 - |z_j - c_k| / width),   c_k = k width, k = 0 to bins
 * </pre>
 *
 * <p>Anchors without positives have no term.
 *
 * @param bins at least 1; default {@value #DEFAULT_BINS}
 */
public record FastApLoss(int bins) implements AnchorLoss {
  /** The paper's. */
  static final int DEFAULT_BINS = 10;

  private static final double LARGEST = 4;

  /**
   * Checks the number of bins.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public FastApLoss {
    Checks.requireAtLeast("bins", 1, bins);
  }

  /** {@return the loss with its defaults} */
  public static FastApLoss defaults() {
    return new FastApLoss(DEFAULT_BINS);
  }

  @Override
  public Distance distance() {
    return new Distance(DistanceKind.SQUARED_EUCLIDEAN, true);
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    int positives = row.positiveCount();
    if (positives == 0) {
      return;
    }
    double[] near = histogram(row.positives(), positives);
    double[] far = histogram(row.negatives(), row.negativeCount());
    double[] gradientsOfNear = new double[bins + 1];
    double[] gradientsOfFar = new double[bins + 1];
    double precision = averagePrecision(near, far, positives, gradientsOfNear, gradientsOfFar);
    terms.positives().add(Math.max(1 - precision, 0));
    addGradients(row.positives(), positives, gradientsOfNear, terms.positiveGradients());
    addGradients(row.negatives(), row.negativeCount(), gradientsOfFar, terms.negativeGradients());
  }

  /**
   * A distance falls into the two bins it lies between, in proportion to how near it is to them.
   */
  private double[] histogram(float[] values, int count) {
    double[] histogram = new double[bins + 1];
    for (int i = 0; i < count; i++) {
      double at = position(values[i]);
      int below = below(at);
      histogram[below] += below + 1 - at;
      histogram[below + 1] += at - below;
    }
    return histogram;
  }

  private double position(float value) {
    return Math.clamp(value / LARGEST * bins, 0, bins);
  }

  private int below(double position) {
    return Math.min((int) position, bins - 1);
  }

  /** The soft average precision; gradients of the loss by each bin of either histogram. */
  private double averagePrecision(
      double[] near,
      double[] far,
      int positives,
      double[] gradientsOfNear,
      double[] gradientsOfFar) {
    double precision = 0;
    double sumOfNear = 0;
    double sumOfAll = 0;
    double[] runningNear = new double[bins + 1];
    double[] runningAll = new double[bins + 1];
    for (int k = 0; k <= bins; k++) {
      sumOfNear += near[k];
      sumOfAll += near[k] + far[k];
      runningNear[k] = sumOfNear;
      runningAll[k] = sumOfAll;
      precision += sumOfAll > 0 ? near[k] * sumOfNear / sumOfAll / positives : 0;
    }
    // A bin moves its own term and, through the running sums, those of all bins after it.
    double throughNear = 0;
    double throughAll = 0;
    for (int k = bins; k >= 0; k--) {
      if (runningAll[k] > 0) {
        throughNear += near[k] / runningAll[k];
        throughAll -= near[k] * runningNear[k] / (runningAll[k] * runningAll[k]);
      }
      double own = runningAll[k] > 0 ? runningNear[k] / runningAll[k] : 0;
      gradientsOfNear[k] = -(own + throughNear + throughAll) / positives;
      gradientsOfFar[k] = -throughAll / positives;
    }
    return precision;
  }

  private void addGradients(
      float[] values, int count, double[] gradientsOfBins, float[] gradients) {
    for (int i = 0; i < count; i++) {
      int below = below(position(values[i]));
      gradients[i] =
          (float) ((gradientsOfBins[below + 1] - gradientsOfBins[below]) * bins / LARGEST);
    }
  }
}
