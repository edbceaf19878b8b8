package io.tercet.eval;

import java.util.stream.IntStream;

/**
 * Accuracy of the k-nearest-neighbor classifier: a query is assigned the majority class of its k
 * nearest neighbors; ties go to the class of the nearest among them.
 */
public final class KnnAccuracy {
  private KnnAccuracy() {}

  /**
   * {@return the share of queries classified correctly, from 0 to 1}
   *
   * @param neighbors at least k for each query
   * @param k number of voting neighbors, at least 1
   */
  static double of(Neighbors neighbors, int k, int[] queryLabels, int[] referenceLabels) {
    int[] all = IntStream.range(0, neighbors.queries()).toArray();
    return of(neighbors, k, all, queryLabels, referenceLabels);
  }

  /**
   * {@return the share of selected queries classified correctly, from 0 to 1}
   *
   * @param neighbors at least k for each query
   * @param k the number of voting neighbors, at least 1
   * @param evaluated the queries to evaluate, at least one
   * @param queryLabels the class number of each query, selected or not
   * @param referenceLabels the class number of each reference vector
   * @throws IllegalArgumentException if there are none, or k exceeds the number of neighbors
   */
  public static double of(
      Neighbors neighbors, int k, int[] evaluated, int[] queryLabels, int[] referenceLabels) {
    if (evaluated.length == 0) {
      throw new IllegalArgumentException("accuracy needs a query, found none");
    }
    if (k < 1 || k > neighbors.k()) {
      throw new IllegalArgumentException("k must be 1 to %s, found %s".formatted(neighbors.k(), k));
    }
    int right = 0;
    for (int query : evaluated) {
      right += vote(neighbors, query, k, referenceLabels) == queryLabels[query] ? 1 : 0;
    }
    return right / (double) evaluated.length;
  }

  private static int vote(Neighbors neighbors, int query, int k, int[] labels) {
    int winner = -1;
    int most = 0;
    for (int rank = 0; rank < k && neighbors.index(query, rank) >= 0; rank++) {
      int label = labels[neighbors.index(query, rank)];
      int votes = 0;
      for (int other = 0; other < k && neighbors.index(query, other) >= 0; other++) {
        votes += labels[neighbors.index(query, other)] == label ? 1 : 0;
      }
      if (votes > most) {
        most = votes;
        winner = label;
      }
    }
    return winner;
  }
}
