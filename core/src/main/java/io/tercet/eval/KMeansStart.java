package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Initial centers of k-means: greedy k-means++ (Arthur and Vassilvitskii 2007), as in scikit-learn.
 * Candidates for the next center are drawn with probability proportional to their squared distance
 * to the nearest center; the one that minimizes the sum of these distances is chosen.
 */
final class KMeansStart {
  private static final int SHARD = 512;

  /** Budget, in multiplications, of using more than one candidate. */
  private static final double BUDGET = 2e10;

  private final VectorSource vectors;
  private final int clusters;
  private final Workers workers;
  private final int candidates;
  private final float[] nearest;
  private final float[] distances;
  private final double[] sums;
  private final Shards shards;

  KMeansStart(VectorSource vectors, int clusters, Workers workers) {
    this.vectors = vectors;
    this.clusters = clusters;
    this.workers = workers;
    this.candidates =
        candidates(clusters, KMeans.roundCost(vectors.count(), clusters, vectors.dimensions()));
    this.nearest = new float[vectors.count()];
    this.distances = new float[Math.multiplyExact(vectors.count(), candidates)];
    this.sums = new double[vectors.count()];
    this.shards = Shards.ofSize(vectors.count(), SHARD);
  }

  /** Number of candidates per center: 2 + ln k, fewer if that would take long. */
  static int candidates(int clusters, double roundCost) {
    return (int) Math.clamp(BUDGET / roundCost, 1, 2 + (int) Math.log(clusters));
  }

  /** The centers [k x d]. */
  Matrix choose(RandomGenerator random) {
    int n = vectors.count();
    Matrix centers = Matrix.zeros(clusters, vectors.dimensions());
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    int[] drawn = {random.nextInt(n)};
    for (int c = 0; c < clusters; c++) {
      int best = keepBest(drawn);
      vectors.read(drawn[best], centers.data(), centers.offset(c));
      if (c + 1 < clusters) {
        drawn = draw(random);
      }
    }
    return centers;
  }

  /** Candidates for the next center. */
  private int[] draw(RandomGenerator random) {
    double total = 0;
    for (int i = 0; i < nearest.length; i++) {
      total += nearest[i];
      sums[i] = total;
    }
    int[] drawn = new int[candidates];
    for (int c = 0; c < candidates; c++) {
      if (total > 0 && total < Double.POSITIVE_INFINITY) {
        int at = Arrays.binarySearch(sums, random.nextDouble(total));
        drawn[c] = Math.min(at < 0 ? -at - 1 : firstAbove(at), nearest.length - 1);
      } else {
        drawn[c] = random.nextInt(nearest.length);
      }
    }
    return drawn;
  }

  /** The next vector with a non-zero distance. */
  private int firstAbove(int at) {
    int next = at;
    while (next < sums.length - 1 && sums[next] <= sums[at]) {
      next++;
    }
    return next;
  }

  /**
   * Updates the distances to the nearest center with the best candidate; returns that candidate.
   */
  private int keepBest(int[] drawn) {
    int d = vectors.dimensions();
    int m = drawn.length;
    float[] columns = new float[d * m];
    float[] row = new float[d];
    for (int c = 0; c < m; c++) {
      vectors.read(drawn[c], row, 0);
      for (int p = 0; p < d; p++) {
        columns[p * m + c] = row[p];
      }
    }
    double[] left = new double[shards.count() * m];
    workers.run(shards.count(), shard -> compare(shard, columns, m, left));
    int best = 0;
    double[] totals = new double[m];
    for (int i = 0; i < left.length; i++) {
      totals[i % m] += left[i];
    }
    for (int c = 1; c < m; c++) {
      best = totals[c] < totals[best] ? c : best;
    }
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i], distances[i * m + best]);
    }
    return best;
  }

  /** Distances of some vectors to all candidates, and the remaining sum of each candidate. */
  private void compare(int shard, float[] columns, int m, double[] left) {
    int d = vectors.dimensions();
    float[] row = new float[d];
    for (int i = shards.from(shard); i < shards.to(shard); i++) {
      vectors.read(i, row, 0);
      if (m == 1) {
        distances[i] = KernelChoice.best().squaredDistance(d, row, 0, columns, 0);
      } else {
        KernelChoice.best()
            .squaredDistances(1, m, d, row, 0, d, columns, 0, m, distances, i * m, m);
      }
      for (int c = 0; c < m; c++) {
        left[shard * m + c] += Math.min(nearest[i], distances[i * m + c]);
      }
    }
  }
}
