package io.tercet.eval;

import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.Seed;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * k-means clustering (Lloyd 1982) from centres chosen far apart, k-means++ (Arthur and
 * Vassilvitskii 2007), by Euclidean distance. Ends when no vector changes its cluster, or after
 * {@value #MOST_ROUNDS} rounds. A cluster that loses all its vectors keeps its centre.
 */
public final class KMeans {
  private static final int MOST_ROUNDS = 100;
  private static final int SHARD = 512;

  private final VectorSource vectors;
  private final int clusters;
  private final Workers workers;
  private final Matrix centres;
  private final float[] columns;
  private final int[] assigned;

  private KMeans(VectorSource vectors, int clusters, Workers workers) {
    this.vectors = vectors;
    this.clusters = clusters;
    this.workers = workers;
    this.centres = Matrix.zeros(clusters, vectors.dimensions());
    this.columns = new float[clusters * vectors.dimensions()];
    this.assigned = new int[vectors.count()];
  }

  /**
   * Clusters vectors.
   *
   * @param clusters k, at least 1 and at most the number of vectors
   * @param seed its stream "clusters" is drawn from
   * @return cluster of each vector, 0 to k - 1
   */
  public static int[] cluster(VectorSource vectors, int clusters, Seed seed, Workers workers) {
    if (clusters < 1 || clusters > vectors.count()) {
      throw new IllegalArgumentException(
          "clusters must be 1 to %d, the number of vectors, found %d"
              .formatted(vectors.count(), clusters));
    }
    KMeans means = new KMeans(vectors, clusters, workers);
    means.chooseCentres(seed.stream("clusters"));
    Arrays.fill(means.assigned, -1);
    for (int round = 0; round < MOST_ROUNDS && means.assign(); round++) {
      means.moveCentres();
    }
    return means.assigned;
  }

  /**
   * Each next centre is a vector, drawn in proportion to its squared distance to the nearest one.
   */
  private void chooseCentres(RandomGenerator random) {
    int n = vectors.count();
    float[] nearest = new float[n];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    vectors.read(random.nextInt(n), centres.data(), 0);
    for (int c = 1; c < clusters; c++) {
      updateNearest(nearest, c - 1);
      double total = 0;
      for (float squared : nearest) {
        total += squared;
      }
      int drawn = total > 0 ? draw(nearest, random.nextDouble(total)) : random.nextInt(n);
      vectors.read(drawn, centres.data(), centres.offset(c));
    }
  }

  private void updateNearest(float[] nearest, int centre) {
    int d = vectors.dimensions();
    Shards shards = Shards.ofSize(nearest.length, SHARD);
    workers.run(
        shards.count(),
        shard -> {
          float[] row = new float[d];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            vectors.read(i, row, 0);
            float squared =
                Kernels.get().squaredDistance(d, row, 0, centres.data(), centres.offset(centre));
            nearest[i] = Math.min(nearest[i], squared);
          }
        });
  }

  private static int draw(float[] weights, double at) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      if (weights[i] > 0) {
        last = i;
        if (sum > at) {
          break;
        }
      }
    }
    return last;
  }

  /** Puts each vector to its nearest centre; whether any changed. */
  private boolean assign() {
    int d = vectors.dimensions();
    for (int c = 0; c < clusters; c++) {
      for (int p = 0; p < d; p++) {
        columns[p * clusters + c] = centres.get(c, p);
      }
    }
    Shards shards = Shards.ofSize(assigned.length, SHARD);
    boolean[] changed = new boolean[shards.count()];
    workers.run(
        shards.count(),
        shard -> {
          float[] row = new float[d];
          float[] distances = new float[clusters];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            vectors.read(i, row, 0);
            Kernels kernels = Kernels.get();
            kernels.squaredDistances(
                1, clusters, d, row, 0, d, columns, 0, clusters, distances, 0, clusters);
            int nearest = kernels.indexOfSmallest(clusters, 1, distances, 0);
            changed[shard] |= nearest != assigned[i];
            assigned[i] = nearest;
          }
        });
    for (boolean one : changed) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  private void moveCentres() {
    int d = vectors.dimensions();
    double[] sums = new double[clusters * d];
    int[] counts = new int[clusters];
    float[] row = new float[d];
    for (int i = 0; i < assigned.length; i++) {
      vectors.read(i, row, 0);
      counts[assigned[i]]++;
      for (int p = 0; p < d; p++) {
        sums[assigned[i] * d + p] += row[p];
      }
    }
    for (int c = 0; c < clusters; c++) {
      for (int p = 0; p < d && counts[c] > 0; p++) {
        centres.set(c, p, (float) (sums[c * d + p] / counts[c]));
      }
    }
  }
}
