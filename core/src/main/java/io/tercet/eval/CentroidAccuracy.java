package io.tercet.eval;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Accuracy of the nearest-class-centroid classifier: a query is assigned the class with the nearest
 * centroid (mean of reference vectors); ties go to the lower class number.
 */
public final class CentroidAccuracy {
  private CentroidAccuracy() {}

  /**
   * {@return the share of queries classified correctly, from 0 to 1}
   *
   * @param queries [n x d]
   * @param queryLabels the class number of each query [n]
   * @param reference [m x d]; their mean by class is the centroid of the class
   * @param referenceLabels the class number of each reference vector [m]
   * @param workers the threads that run the tasks
   */
  public static double of(
      VectorSource queries,
      int[] queryLabels,
      VectorSource reference,
      int[] referenceLabels,
      Workers workers) {
    int d = reference.dimensions();
    int classes = Arrays.stream(referenceLabels).max().orElse(-1) + 1;
    double[] sums = new double[Math.multiplyExact(classes, d)];
    int[] counts = new int[classes];
    float[] row = new float[d];
    for (int i = 0; i < referenceLabels.length; i++) {
      reference.read(i, row, 0);
      int label = referenceLabels[i];
      counts[label]++;
      for (int p = 0; p < d; p++) {
        sums[label * d + p] += row[p];
      }
    }
    int[] present = IntStream.range(0, classes).filter(c -> counts[c] > 0).toArray();
    Matrix centroids = Matrix.zeros(present.length, d);
    for (int c = 0; c < present.length; c++) {
      for (int p = 0; p < d; p++) {
        centroids.set(c, p, (float) (sums[present[c] * d + p] / counts[present[c]]));
      }
    }
    Neighbors nearest = NearestNeighbors.search(queries, VectorSource.of(centroids), 1, workers);
    long right =
        IntStream.range(0, queryLabels.length)
            .filter(i -> nearest.index(i, 0) >= 0)
            .filter(i -> present[nearest.index(i, 0)] == queryLabels[i])
            .count();
    return right / (double) Math.max(queryLabels.length, 1);
  }
}
