package io.tercet.eval;

import java.util.Arrays;

/**
 * The k nearest candidates so far of each query, by squared distance, then by index. Thread-safe
 * for disjoint queries.
 */
final class NearestLists {
  private final int k;
  private final int[] index;
  private final double[] squared;

  NearestLists(int queries, int k) {
    this.k = k;
    this.index = new int[Math.multiplyExact(queries, k)];
    this.squared = new double[index.length];
    Arrays.fill(index, -1);
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
  }

  /** Squared distance of the k-th nearest so far; infinite if there are fewer than k. */
  double worst(int query) {
    return squared[query * k + k - 1];
  }

  /** Whether a query has k neighbors. */
  boolean isFull(int query) {
    return index[query * k + k - 1] >= 0;
  }

  /**
   * Inserts a candidate if it is among the k nearest and not in the list already. NaN distances are
   * ignored.
   */
  void offer(int query, int candidate, double distance) {
    int start = query * k;
    int last = start + k - 1;
    if (!(distance < Double.POSITIVE_INFINITY) || !isBefore(candidate, distance, last)) {
      return;
    }
    int at = last;
    while (at > start && isBefore(candidate, distance, at - 1)) {
      at--;
    }
    if (at > start && index[at - 1] == candidate) {
      return;
    }
    System.arraycopy(index, at, index, at + 1, last - at);
    System.arraycopy(squared, at, squared, at + 1, last - at);
    index[at] = candidate;
    squared[at] = distance;
  }

  private boolean isBefore(int candidate, double distance, int at) {
    return distance < squared[at]
        || (distance == squared[at] && (index[at] < 0 || candidate < index[at]));
  }

  /** All lists, with Euclidean distances. */
  Neighbors neighbors() {
    float[] distance = new float[squared.length];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = (float) Math.sqrt(squared[i]);
    }
    return new Neighbors(k, index, distance);
  }
}
