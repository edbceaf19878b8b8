package io.tercet.eval;

/**
 * Histograms of the distances of same-class and different-class pairs: shares of the pairs in bins
 * of equal width from 0 to the largest finite distance; infinite distances are in the last bin.
 *
 * @param width width of a bin, above 0
 * @param same share of the same-class pairs in each bin; sums to 1
 * @param different share of the different-class pairs in each bin
 */
@SuppressWarnings("ArrayRecordComponent")
public record DistanceHistogram(double width, double[] same, double[] different) {

  /**
   * Counts pairs into bins.
   *
   * @param pairs the distances to count
   * @param bins number of bins, at least 1
   * @return bins of equal width, from 0 to the largest finite distance
   */
  public static DistanceHistogram of(PairDistances pairs, int bins) {
    int cells = pairs.thresholds().length;
    double largest = 0;
    for (float threshold : pairs.thresholds()) {
      largest = Float.isFinite(threshold) ? Math.max(largest, threshold) : largest;
    }
    double width = largest > 0 ? largest / bins : 1;
    double[] same = new double[bins];
    double[] different = new double[bins];
    for (int i = 0; i < cells; i++) {
      int bin = Math.min((int) (pairs.thresholds()[i] / width), bins - 1);
      same[bin] += pairs.same()[i];
      different[bin] += pairs.different()[i];
    }
    normalize(same);
    normalize(different);
    return new DistanceHistogram(width, same, different);
  }

  private static void normalize(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    for (int i = 0; i < counts.length && sum > 0; i++) {
      counts[i] /= sum;
    }
  }
}
