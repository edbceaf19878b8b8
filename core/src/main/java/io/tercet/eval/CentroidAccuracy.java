package io.tercet.eval;

import io.tercet.math.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Accuracy of the nearest-class-centroid classifier: a query gets the class whose reference
 * vectors' mean is nearest; of two as near, the one with the lower number.
 */
public final class CentroidAccuracy {
  private CentroidAccuracy() {}

  /** Share of queries whose class is found, from 0 to 1. */
  public static double of(
      VectorSource queries, int[] queryLabels, VectorSource reference, int[] referenceLabels) {
    int d = reference.dimensions();
    int classes = Arrays.stream(referenceLabels).max().orElse(-1) + 1;
    double[] sums = new double[classes * d];
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
    float[] columns = new float[present.length * d];
    for (int c = 0; c < present.length; c++) {
      for (int p = 0; p < d; p++) {
        columns[p * present.length + c] = (float) (sums[present[c] * d + p] / counts[present[c]]);
      }
    }
    return share(queries, queryLabels, present, columns);
  }

  private static double share(
      VectorSource queries, int[] queryLabels, int[] present, float[] columns) {
    int d = queries.dimensions();
    int n = present.length;
    float[] row = new float[d];
    float[] distances = new float[n];
    int right = 0;
    for (int i = 0; i < queryLabels.length; i++) {
      queries.read(i, row, 0);
      Kernels.get().squaredDistances(1, n, d, row, 0, d, columns, 0, n, distances, 0, n);
      int nearest = Kernels.get().indexOfSmallest(n, 1, distances, 0);
      right += nearest >= 0 && present[nearest] == queryLabels[i] ? 1 : 0;
    }
    return right / (double) Math.max(queryLabels.length, 1);
  }
}
