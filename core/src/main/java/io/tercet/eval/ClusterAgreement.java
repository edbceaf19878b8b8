package io.tercet.eval;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well clusters agree with classes. With H the entropies of the two partitions and I their
 * mutual information, E[I] its expectation over random partitions of the same sizes (Vinh, Epps and
 * Bailey 2010),
 *
 * <pre>
 *   NMI = I / mean(H(classes), H(clusters))
 *   AMI = (I - E[I]) / (mean(H(classes), H(clusters)) - E[I])
 * </pre>
 *
 * <p>For two partitions with a single part each, both are 1. Time and memory are linear in the
 * number of vectors, not in classes times clusters.
 *
 * @param nmi normalized mutual information, 0 to 1
 * @param ami adjusted mutual information: 0 for chance level, 1 for identical partitions
 */
public record ClusterAgreement(double nmi, double ami) {

  /**
   * Compares two partitions.
   *
   * @param classes class of each vector
   * @param clusters cluster of each vector, of the same length
   * @return mutual information, normalized and adjusted
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static ClusterAgreement of(int[] classes, int[] clusters) {
    if (classes.length != clusters.length || classes.length == 0) {
      throw new IllegalArgumentException(
          "%d classes and %d clusters".formatted(classes.length, clusters.length));
    }
    int n = classes.length;
    int[] classSizes = sizes(classes);
    int[] clusterSizes = sizes(clusters);
    double mean = (entropy(classSizes, n) + entropy(clusterSizes, n)) / 2;
    if (mean == 0) {
      return new ClusterAgreement(1, 1);
    }
    double mutual = mutualInformation(classes, clusters, classSizes, clusterSizes);
    double expected = expectedInformation(classSizes, clusterSizes, n);
    double range = mean - expected;
    double ami = Math.abs(range) < 1e-12 ? 0 : (mutual - expected) / range;
    return new ClusterAgreement(Math.max(mutual, 0) / mean, ami);
  }

  private static int[] sizes(int[] parts) {
    int[] sizes = new int[Arrays.stream(parts).max().getAsInt() + 1];
    for (int part : parts) {
      sizes[part]++;
    }
    return sizes;
  }

  private static double entropy(int[] sums, double n) {
    double entropy = 0;
    for (int sum : sums) {
      entropy -= sum > 0 ? sum / n * Math.log(sum / n) : 0;
    }
    return entropy;
  }

  /** Sums over the non-empty overlaps, of which there are at most as many as vectors. */
  private static double mutualInformation(
      int[] classes, int[] clusters, int[] classSizes, int[] clusterSizes) {
    double n = classes.length;
    long[] pairs = new long[classes.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = ((long) classes[i] << Integer.SIZE) | clusters[i];
    }
    Arrays.sort(pairs);
    double sum = 0;
    int end;
    for (int start = 0; start < pairs.length; start = end) {
      end = start + 1;
      while (end < pairs.length && pairs[end] == pairs[start]) {
        end++;
      }
      double both = end - start;
      double a = classSizes[(int) (pairs[start] >> Integer.SIZE)];
      double b = clusterSizes[(int) pairs[start]];
      sum += both / n * Math.log(n * both / (a * b));
    }
    return sum;
  }

  /**
   * The overlap of two parts is hypergeometrically distributed. The contribution of a pair depends
   * only on the two sizes, so it is computed once per pair of distinct sizes, of which there are at
   * most 2 n.
   */
  private static double expectedInformation(int[] rows, int[] columns, int n) {
    double[] logFactorial = new double[n + 1];
    for (int i = 2; i <= n; i++) {
      logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    }
    Map<Integer, Long> rowSizes = countBySize(rows);
    Map<Integer, Long> columnSizes = countBySize(columns);
    double sum = 0;
    for (Map.Entry<Integer, Long> a : rowSizes.entrySet()) {
      for (Map.Entry<Integer, Long> b : columnSizes.entrySet()) {
        double pairs = (double) a.getValue() * b.getValue();
        sum += pairs * expectedInformation(a.getKey(), b.getKey(), n, logFactorial);
      }
    }
    return sum;
  }

  private static Map<Integer, Long> countBySize(int[] sizes) {
    return Arrays.stream(sizes)
        .filter(size -> size > 0)
        .boxed()
        .collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()));
  }

  private static double expectedInformation(int a, int b, int n, double[] logFactorial) {
    double constant =
        logFactorial[a]
            + logFactorial[b]
            + logFactorial[n - a]
            + logFactorial[n - b]
            - logFactorial[n];
    double sum = 0;
    for (int both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
      double logChance =
          constant
              - logFactorial[both]
              - logFactorial[a - both]
              - logFactorial[b - both]
              - logFactorial[n - a - b + both];
      double information = Math.log((double) n * both / ((double) a * b));
      sum += both / (double) n * information * Math.exp(logChance);
    }
    return sum;
  }
}
