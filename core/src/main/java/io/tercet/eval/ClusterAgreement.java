package io.tercet.eval;

import java.util.Arrays;

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
 * <p>Two partitions that both have a single part agree: both are 1.
 *
 * @param nmi normalised mutual information, 0 to 1
 * @param ami adjusted mutual information: 0 for chance, 1 for the same partition
 */
public record ClusterAgreement(double nmi, double ami) {

  /**
   * Compares two partitions.
   *
   * @param classes class of each vector
   * @param clusters cluster of each vector, as many
   */
  public static ClusterAgreement of(int[] classes, int[] clusters) {
    if (classes.length != clusters.length || classes.length == 0) {
      throw new IllegalArgumentException(
          "%d classes and %d clusters".formatted(classes.length, clusters.length));
    }
    int rows = Arrays.stream(classes).max().getAsInt() + 1;
    int columns = Arrays.stream(clusters).max().getAsInt() + 1;
    int[][] table = new int[rows][columns];
    int[] rowSums = new int[rows];
    int[] columnSums = new int[columns];
    for (int i = 0; i < classes.length; i++) {
      table[classes[i]][clusters[i]]++;
      rowSums[classes[i]]++;
      columnSums[clusters[i]]++;
    }
    int n = classes.length;
    double mean = (entropy(rowSums, n) + entropy(columnSums, n)) / 2;
    if (mean == 0) {
      return new ClusterAgreement(1, 1);
    }
    double mutual = mutualInformation(table, rowSums, columnSums, n);
    double expected = expectedInformation(rowSums, columnSums, n);
    double range = mean - expected;
    double ami = Math.abs(range) < 1e-12 ? 0 : (mutual - expected) / range;
    return new ClusterAgreement(Math.max(mutual, 0) / mean, ami);
  }

  private static double entropy(int[] sums, double n) {
    double entropy = 0;
    for (int sum : sums) {
      entropy -= sum > 0 ? sum / n * Math.log(sum / n) : 0;
    }
    return entropy;
  }

  private static double mutualInformation(int[][] table, int[] rows, int[] columns, double n) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        int both = table[i][j];
        sum += both > 0 ? both / n * Math.log(n * both / ((double) rows[i] * columns[j])) : 0;
      }
    }
    return sum;
  }

  /** Each pair of parts overlaps hypergeometrically. */
  private static double expectedInformation(int[] rows, int[] columns, int n) {
    double[] logFactorial = new double[n + 1];
    for (int i = 2; i <= n; i++) {
      logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    }
    double sum = 0;
    for (int a : rows) {
      for (int b : columns) {
        double constant =
            logFactorial[a]
                + logFactorial[b]
                + logFactorial[n - a]
                + logFactorial[n - b]
                - logFactorial[n];
        for (int both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
          double logChance =
              constant
                  - logFactorial[both]
                  - logFactorial[a - both]
                  - logFactorial[b - both]
                  - logFactorial[n - a - b + both];
          sum +=
              both
                  / (double) n
                  * Math.log((double) n * both / ((double) a * b))
                  * Math.exp(logChance);
        }
      }
    }
    return sum;
  }
}
