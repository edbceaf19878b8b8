package io.tercet.eval;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * k-means clustering (Lloyd 1982) by Euclidean distance, from centers chosen by {@link
 * KMeansStart}. The best of several runs is kept: the one with the lowest inertia, the sum of the
 * squared distances to the nearest center. A run ends when no assignment changes, or after {@value
 * #MOST_ROUNDS} iterations. An empty cluster is given the vector farthest from its center.
 *
 * <p>Large inputs get fewer runs and iterations, within about {@value #BUDGET} multiplications, and
 * their runs also end when the sum of the centers' squared movements is at most {@value #TOLERANCE}
 * of the mean variance of a component, as in scikit-learn.
 *
 * @param assigned cluster of each vector, 0 to k - 1
 * @param inertia sum of the squared distances of the vectors to their centers
 */
@SuppressWarnings("ArrayRecordComponent")
public record KMeans(int[] assigned, double inertia) {
  private static final int MOST_TRIES = 10;
  private static final int MOST_ROUNDS = 100;
  private static final int FEWEST_ROUNDS = 10;
  private static final int USUAL_ROUNDS = 20;

  /** Iterations that cost as much as one candidate per initial center. */
  private static final int START_ROUNDS = 3;

  private static final double TOLERANCE = 1e-4;
  private static final double BUDGET = 2e11;

  /**
   * Multiplications of an iteration above which an input is too large: an iteration would take
   * seconds.
   */
  private static final double TOO_MANY = 4e11;

  /**
   * Clusters vectors.
   *
   * @param vectors the vectors to cluster [n x d]
   * @param clusters k, at least 1 and at most the number of vectors
   * @param seed its stream "clusters" is drawn from
   * @param workers the threads that run the tasks
   * @return the cluster of each vector
   * @throws IllegalArgumentException if there are fewer vectors than clusters, or if clustering
   *     would take too long
   */
  public static KMeans of(VectorSource vectors, int clusters, Seed seed, Workers workers) {
    if (clusters < 1 || clusters > vectors.count()) {
      throw new IllegalArgumentException(
          "clusters must be 1 to %d, the number of vectors, found %d"
              .formatted(vectors.count(), clusters));
    }
    double roundCost = roundCost(vectors.count(), clusters, vectors.dimensions());
    if (roundCost > TOO_MANY) {
      throw new IllegalArgumentException(
          "%d vectors of %d dimensions in %d clusters would take too long"
              .formatted(vectors.count(), vectors.dimensions(), clusters));
    }
    RandomGenerator random = seed.stream("clusters");
    double rounds = USUAL_ROUNDS + START_ROUNDS * KMeansStart.candidates(clusters, roundCost);
    int tries = (int) Math.clamp(BUDGET / (rounds * roundCost), 1, MOST_TRIES);
    int mostRounds = (int) Math.clamp(BUDGET / roundCost, FEWEST_ROUNDS, MOST_ROUNDS);
    KMeans best = new Try(vectors, clusters, mostRounds, workers).run(random);
    for (int i = 1; i < tries && clusters > 1; i++) {
      KMeans next = new Try(vectors, clusters, mostRounds, workers).run(random);
      best = next.inertia < best.inertia ? next : best;
    }
    return best;
  }

  /** Multiplications of an iteration: every vector with every center. */
  static double roundCost(int vectors, int clusters, int dimensions) {
    return (double) vectors * clusters * Math.max(1, dimensions);
  }

  /** One run. */
  private static final class Try {
    private final VectorSource vectors;
    private final int clusters;
    private final int rounds;
    private final Workers workers;
    private final int d;

    Try(VectorSource vectors, int clusters, int rounds, Workers workers) {
      this.vectors = vectors;
      this.clusters = clusters;
      this.rounds = rounds;
      this.workers = workers;
      this.d = vectors.dimensions();
    }

    KMeans run(RandomGenerator random) {
      Matrix centers = new KMeansStart(vectors, clusters, workers).choose(random);
      double enough = rounds < MOST_ROUNDS ? TOLERANCE * meanVariance() : 0;
      Neighbors nearest = assign(centers);
      for (int round = 0; round < rounds; round++) {
        double moved = moveCenters(centers, nearest);
        Neighbors next = assign(centers);
        boolean same = Arrays.equals(next.index(), nearest.index());
        nearest = next;
        if (same || moved <= enough) {
          break;
        }
      }
      return new KMeans(nearest.index(), inertia(nearest));
    }

    private Neighbors assign(Matrix centers) {
      return NearestNeighbors.search(vectors, VectorSource.of(centers), 1, workers);
    }

    private static double inertia(Neighbors nearest) {
      double sum = 0;
      for (float distance : nearest.distance()) {
        sum += (double) distance * distance;
      }
      return sum;
    }

    /** Moves each center to the mean of its vectors; returns the sum of the squared movements. */
    private double moveCenters(Matrix centers, Neighbors nearest) {
      double[] sums = new double[Math.multiplyExact(clusters, d)];
      int[] counts = new int[clusters];
      float[] row = new float[d];
      for (int i = 0; i < vectors.count(); i++) {
        int cluster = nearest.index(i, 0);
        if (cluster >= 0) { // else it has NaN components
          vectors.read(i, row, 0);
          counts[cluster]++;
          for (int p = 0; p < d; p++) {
            sums[cluster * d + p] += row[p];
          }
        }
      }
      Farthest farthest = new Farthest(nearest);
      double moved = 0;
      for (int c = 0; c < clusters; c++) {
        if (counts[c] == 0) {
          vectors.read(farthest.next(), row, 0);
        }
        for (int p = 0; p < d; p++) {
          float to = counts[c] == 0 ? row[p] : (float) (sums[c * d + p] / counts[c]);
          double way = to - (double) centers.get(c, p);
          moved += way * way;
          centers.set(c, p, to);
        }
      }
      return moved;
    }

    private double meanVariance() {
      double[] sums = new double[d];
      double[] squares = new double[d];
      float[] row = new float[d];
      int n = vectors.count();
      for (int i = 0; i < n; i++) {
        vectors.read(i, row, 0);
        for (int p = 0; p < d; p++) {
          sums[p] += row[p];
          squares[p] += (double) row[p] * row[p];
        }
      }
      double variance = 0;
      for (int p = 0; p < d; p++) {
        double mean = sums[p] / n;
        variance += Math.max(0, squares[p] / n - mean * mean) / d;
      }
      return variance;
    }
  }

  /** The vectors by descending distance from their center. */
  private static final class Farthest {
    private final float[] distance;

    Farthest(Neighbors nearest) {
      this.distance = nearest.distance().clone();
    }

    int next() {
      int at = 0;
      for (int i = 1; i < distance.length; i++) {
        at = distance[i] > distance[at] && distance[i] < Float.POSITIVE_INFINITY ? i : at;
      }
      distance[at] = -1;
      return at;
    }
  }
}
