package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/**
 * Squared Euclidean distances of queries to a whole reference set, computed from differences, a
 * tile of queries at a time. Memory is one tile [rows x reference] of at most {@value #TILE_BYTES}
 * bytes, regardless of the number of queries.
 */
final class DistanceScan {
  private static final int MOST_ROWS = 256;
  private static final long TILE_BYTES = 64L << 20;
  private static final int MOST_BLOCK = 512;
  private static final int FEWEST_BLOCK = 16;

  /** Maximum number of bytes of the vectors of a block, and of a tile, if vectors are long. */
  private static final int VECTOR_BYTES = 1 << 25;

  private static final int CACHE_LINE = 16;

  private final VectorSource queries;
  private final VectorSource reference;
  private final Workers workers;
  private final int rows;
  private final int block;
  private final float[] tile;
  private final ThreadLocal<float[]> blocks;

  /** Visits queries, concurrently on several threads. */
  interface Visitor {
    /**
     * Visits the distances of a query.
     *
     * @param query index of the query
     * @param distances squared distance to each reference vector, starting at {@code offset}
     */
    void accept(int query, float[] distances, int offset);
  }

  DistanceScan(VectorSource queries, VectorSource reference, Workers workers) {
    if (queries.dimensions() != reference.dimensions()) {
      throw new IllegalArgumentException(
          "queries have %d dimensions, reference has %d"
              .formatted(queries.dimensions(), reference.dimensions()));
    }
    this.queries = queries;
    this.reference = reference;
    this.workers = workers;
    int d = reference.dimensions();
    int longRows = Math.clamp(VECTOR_BYTES / Float.BYTES / Math.max(1, d), 1, MOST_ROWS);
    int fitting = (int) Math.min(TILE_BYTES / 4 / Math.max(reference.count(), 1), longRows);
    this.rows = Math.max(1, Math.min(fitting, queries.count()));
    this.tile = new float[Math.multiplyExact(rows, reference.count())];
    long even = 2L * FEWEST_BLOCK * (longRows / FEWEST_BLOCK);
    this.block = Math.clamp(even, FEWEST_BLOCK, MOST_BLOCK);
    this.blocks =
        ThreadLocal.withInitial(() -> new float[Math.multiplyExact(block + CACHE_LINE + 1, d)]);
  }

  /** Visits all queries. */
  void forEach(Visitor visitor) {
    int d = queries.dimensions();
    float[] vectors = new float[rows * d];
    for (int from = 0; from < queries.count(); from += rows) {
      int first = from;
      int count = Math.min(rows, queries.count() - from);
      for (int i = 0; i < count; i++) {
        queries.read(first + i, vectors, i * d);
      }
      Shards cut = Shards.ofSize(reference.count(), block);
      workers.run(cut.count(), i -> compute(vectors, count, cut.from(i), cut.to(i)));
      workers.run(count, i -> visitor.accept(first + i, tile, i * reference.count()));
    }
  }

  /**
   * Computes the distances of all queries of the tile to a block of the reference, stored as
   * columns.
   */
  private void compute(float[] vectors, int count, int from, int to) {
    int d = queries.dimensions();
    int n = to - from;
    int stride = block + CACHE_LINE;
    float[] columns = blocks.get();
    int one = stride * d;
    for (int j = 0; j < n; j++) {
      reference.read(from + j, columns, one);
      for (int p = 0; p < d; p++) {
        columns[p * stride + j] = columns[one + p];
      }
    }
    KernelChoice.best()
        .squaredDistances(
            count, n, d, vectors, 0, d, columns, 0, stride, tile, from, reference.count());
  }
}
