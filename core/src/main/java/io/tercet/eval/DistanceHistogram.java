package io.tercet.eval;

/**
 * How the distances of same and of different pairs are spread: shares of the pairs in bins of equal
 * width from 0 to the largest finite distance; infinite ones are in the last.
 *
 * @param width of a bin, above 0
 * @param same share of the same pairs in each bin; they sum to 1
 * @param different share of the different pairs in each bin
 */
@SuppressWarnings("ArrayRecordComponent")
public record DistanceHistogram(double width, double[] same, double[] different) {

  /**
   * Counts pairs into bins.
   *
   * @param bins number of bins, at least 1
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
