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

  /** {@return the number of queries} */
  public int queries() {
    return index.length / k;
  }

  /**
   * {@return the reference index of the {@code rank}-th neighbor of a query; -1 if it has fewer}
   *
   * @param query from 0 to {@code queries() - 1}
   * @param rank from 0 to {@code k() - 1}, nearest first
   */
  public int index(int query, int rank) {
    return index[query * k + rank];
  }
}
