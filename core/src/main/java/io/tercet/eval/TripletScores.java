package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.sampling.Batch;

/**
 * Distances of triplets in an embedding space.
 *
 * @param positiveDistance mean Euclidean distance of anchor and positive
 * @param negativeDistance mean Euclidean distance of anchor and negative
 * @param ordered share of triplets whose positive is closer to the anchor than the negative, 0 to 1
 */
public record TripletScores(double positiveDistance, double negativeDistance, double ordered) {

  /** Scores the triplets of a batch, whose examples are indices of {@code vectors}. */
  static TripletScores of(VectorSource vectors, Batch batch) {
    int d = vectors.dimensions();
    float[] rows = new float[3 * d];
    double positives = 0;
    double negatives = 0;
    int ordered = 0;
    for (int i = 0; i < batch.triplets(); i++) {
      vectors.read(batch.anchor(i), rows, 0);
      vectors.read(batch.positive(i), rows, d);
      vectors.read(batch.negative(i), rows, 2 * d);
      float positive = KernelChoice.best().squaredDistance(d, rows, 0, rows, d);
      float negative = KernelChoice.best().squaredDistance(d, rows, 0, rows, 2 * d);
      positives += Math.sqrt(positive);
      negatives += Math.sqrt(negative);
      ordered += positive < negative ? 1 : 0;
    }
    double n = batch.triplets();
    return new TripletScores(positives / n, negatives / n, ordered / n);
  }
}
