package io.tercet.eval;

/**
 * The k nearest reference vectors of each query, nearest first; ties are ordered by index.
 *
 * @param k number of neighbors per query
 * @param index [queries x k] reference index, -1 where there are fewer than k
 * @param distance [queries x k] Euclidean distance, infinite where there are fewer than k
 */
@SuppressWarnings("ArrayRecordComponent")
public record Neighbors(int k, int[] index, float[] distance) {

  /** Number of queries. */
  public int queries() {
    return index.length / k;
  }

  /** Reference index of the {@code rank}-th neighbor (from 0) of a query. */
  public int index(int query, int rank) {
    return index[query * k + rank];
  }
}
