package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Accuracy of n-way k-shot classification over random episodes (Vinyals et al. 2016): an episode
 * draws n classes, and for each k support examples and {@value #QUERIES} queries. A query is
 * assigned the class with the nearest prototype, the mean of its support examples (Snell, Swersky
 * and Zemel 2017).
 *
 * @param mean share of queries classified correctly
 * @param interval half the width of the 95 % confidence interval over the episodes
 * @param ways number of classes of an episode, n
 * @param shots number of support examples per class, k
 * @param episodes number of episodes
 */
public record FewShotAccuracy(double mean, double interval, int ways, int shots, int episodes) {
  private static final int QUERIES = 15;
  private static final int EPISODES = 600;

  /**
   * Evaluates vectors.
   *
   * @param vectors [n x d]
   * @param labels the class number of each vector [n]
   * @param ways n, at least 2; if fewer classes have enough examples, all of these
   * @param shots k, at least 1
   * @param seed its stream "episodes" is drawn from
   * @return the mean accuracy of the episodes, and its confidence interval
   * @throws IllegalArgumentException if less than two classes have k + 1 examples
   */
  public static FewShotAccuracy of(
      VectorSource vectors, int[] labels, int ways, int shots, Seed seed) {
    ClassIndex index = new ClassIndex(labels);
    int[] usable =
        IntStream.range(0, index.classes()).filter(c -> index.count(c) > shots).toArray();
    if (usable.length < 2 || ways < 2 || shots < 1) {
      throw new IllegalArgumentException(
          "%d-way %d-shot needs two classes of %d examples, found %d"
              .formatted(ways, shots, shots + 1, usable.length));
    }
    int n = Math.min(ways, usable.length);
    RandomGenerator random = seed.stream("episodes");
    double sum = 0;
    double squares = 0;
    for (int episode = 0; episode < EPISODES; episode++) {
      double share = new Episode(vectors, index, shots).run(choose(usable, n, random), random);
      sum += share;
      squares += share * share;
    }
    double mean = sum / EPISODES;
    double variance = Math.max(squares / EPISODES - mean * mean, 0);
    return new FewShotAccuracy(
        mean, 1.96 * Math.sqrt(variance / (EPISODES - 1)), n, shots, EPISODES);
  }

  /** The first steps of a Fisher-Yates shuffle. */
  private static int[] choose(int[] from, int count, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, from.length);
      int drawn = from[j];
      from[j] = from[i];
      from[i] = drawn;
    }
    return Arrays.copyOf(from, count);
  }

  /** One episode. */
  private record Episode(VectorSource vectors, ClassIndex index, int shots) {

    double run(int[] classes, RandomGenerator random) {
      int n = classes.length;
      int d = vectors.dimensions();
      float[] columns = new float[n * d];
      int[][] queries = new int[n][];
      float[] row = new float[d];
      for (int c = 0; c < n; c++) {
        int label = classes[c];
        int[] members =
            IntStream.range(0, index.count(label))
                .map(i -> index.at(index.start(label) + i))
                .toArray();
        int drawn = Math.min(shots + QUERIES, members.length);
        int[] chosen = choose(members, drawn, random);
        queries[c] = Arrays.copyOfRange(chosen, shots, drawn);
        for (int s = 0; s < shots; s++) {
          vectors.read(chosen[s], row, 0);
          for (int p = 0; p < d; p++) {
            columns[p * n + c] += row[p] / shots;
          }
        }
      }
      return share(queries, columns);
    }

    private double share(int[][] queries, float[] columns) {
      int n = queries.length;
      int d = vectors.dimensions();
      float[] row = new float[d];
      float[] distances = new float[n];
      int right = 0;
      int all = 0;
      for (int c = 0; c < n; c++) {
        for (int query : queries[c]) {
          vectors.read(query, row, 0);
          KernelChoice.best().squaredDistances(1, n, d, row, 0, d, columns, 0, n, distances, 0, n);
          right += KernelChoice.best().indexOfSmallest(n, 1, distances, 0) == c ? 1 : 0;
          all++;
        }
      }
      return right / (double) all;
    }
  }
}
