package io.tercet.eval;

import java.util.stream.IntStream;

/**
 * The protocol of Labeled Faces in the Wild (Huang, Ramesh, Berg and Learned-Miller 2007, "view
 * 2"): ten-fold cross-validation. Pairs are split into ten folds; the accuracy on each fold is that
 * of the threshold that is best on the other nine.
 *
 * @param mean of the folds' accuracies
 * @param standardError standard deviation of the folds' accuracies (by n - 1) over the square root
 *     of their number
 * @param folds number of folds
 */
public record FoldAccuracy(double mean, double standardError, int folds) {
  private static final int FOLDS = 10;

  /**
   * Evaluates pairs. Same-class and different-class pairs are split separately and in order, so
   * that all folds have equal numbers of each kind. For pairs in the order of LFW's file, the folds
   * are its ten sets.
   *
   * @param distances distance of each pair
   * @param same whether each pair is of the same class
   * @return the mean accuracy of the folds, and its standard error
   * @throws IllegalArgumentException if there are less than ten pairs of either kind
   */
  public static FoldAccuracy of(float[] distances, boolean[] same) {
    int positives = (int) IntStream.range(0, same.length).filter(i -> same[i]).count();
    int negatives = same.length - positives;
    if (distances.length != same.length || positives < FOLDS || negatives < FOLDS) {
      throw new IllegalArgumentException(
          "ten folds need ten pairs of either kind, found %d distances, %d same and %d different"
              .formatted(distances.length, positives, negatives));
    }
    int[] fold = new int[same.length];
    int seenSame = 0;
    int seenDifferent = 0;
    for (int i = 0; i < same.length; i++) {
      fold[i] =
          same[i]
              ? (int) ((long) seenSame++ * FOLDS / positives)
              : (int) ((long) seenDifferent++ * FOLDS / negatives);
    }
    double[] accuracies =
        IntStream.range(0, FOLDS)
            .mapToDouble(held -> accuracy(distances, same, fold, held))
            .toArray();
    return ofAccuracies(accuracies);
  }

  private static double accuracy(float[] distances, boolean[] same, int[] fold, int held) {
    int[] rest = IntStream.range(0, fold.length).filter(i -> fold[i] != held).toArray();
    float[] restDistances = new float[rest.length];
    boolean[] restSame = new boolean[rest.length];
    for (int i = 0; i < rest.length; i++) {
      restDistances[i] = distances[rest[i]];
      restSame[i] = same[rest[i]];
    }
    double threshold =
        VerificationScores.of(PairDistances.of(restDistances, restSame)).bestThreshold();
    int[] own = IntStream.range(0, fold.length).filter(i -> fold[i] == held).toArray();
    return IntStream.of(own).filter(i -> distances[i] <= threshold == same[i]).count()
        / (double) own.length;
  }

  private static FoldAccuracy ofAccuracies(double[] accuracies) {
    double mean = IntStream.range(0, FOLDS).mapToDouble(i -> accuracies[i]).sum() / FOLDS;
    double squares =
        IntStream.range(0, FOLDS)
            .mapToDouble(i -> (accuracies[i] - mean) * (accuracies[i] - mean))
            .sum();
    return new FoldAccuracy(mean, Math.sqrt(squares / (FOLDS - 1) / FOLDS), FOLDS);
  }
}
