package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Exact nearest neighbors by brute force, a tile of queries against a tile of reference at a time:
 * |q - r|^2 = |q|^2 + |r|^2 - 2 q.r, the products by the matrix kernel. Memory is a few tiles,
 * regardless of the number of vectors.
 *
 * <p>Float products are rounded, so they only serve to discard distant candidates. With u = 2^-24
 * and vectors minus a common center, a squared distance computed from a product differs from the
 * true one by at most
 *
 * <pre>
 *   E = g (|q| + |r|)^2,   g = (d + 12) u / (1 - (d + 12) u)
 * </pre>
 *
 * (Higham 2002, "Accuracy and stability of numerical algorithms", section 3.1; 12 accounts for the
 * rounding of center, lengths and the final difference). Candidates not farther than the k-th
 * nearest so far plus E are ranked by distances computed in double precision from differences.
 */
public final class NearestNeighbors {
  private static final int QUERY_TILE = 512;
  private static final int FEWEST_QUERIES = 16;
  private static final int QUERY_BYTES = 1 << 23;

  /** Up to this number, queries are compared one by one: a tile would cost more than it saves. */
  private static final int FEW = 3;

  private static final int ROUNDINGS = 12;
  private static final double UNIT = 0x1p-24;

  /** Length above which squares may overflow in float. */
  private static final double LONG = 1e18;

  private final VectorSource queries;
  private final VectorSource reference;
  private final boolean leaveSelfOut;
  private final int k;
  private final NearestLists nearest;
  private final Workers workers;
  private final double relativeError;
  private final double smallestError;

  private NearestNeighbors(
      VectorSource queries, VectorSource reference, boolean leaveSelfOut, int k, Workers workers) {
    if (queries.dimensions() != reference.dimensions()) {
      throw new IllegalArgumentException(
          "queries have %d dimensions, reference has %d"
              .formatted(queries.dimensions(), reference.dimensions()));
    }
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, found " + k);
    }
    this.queries = queries;
    this.reference = reference;
    this.leaveSelfOut = leaveSelfOut;
    this.k = k;
    this.nearest = new NearestLists(queries.count(), k);
    this.workers = workers;
    double roundings = (queries.dimensions() + ROUNDINGS) * UNIT;
    this.relativeError = roundings < 0.5 ? roundings / (1 - roundings) : Double.POSITIVE_INFINITY;
    this.smallestError = (queries.dimensions() + ROUNDINGS) * (double) Float.MIN_VALUE; // underflow
  }

  /**
   * {@return the k nearest of {@code reference} for each of {@code queries}}
   *
   * @param queries [n x d]
   * @param reference [m x d]
   * @param k the number of neighbors, at least 1
   * @param workers the threads that run the tasks
   * @throws IllegalArgumentException if the dimensions differ or k is less than 1
   */
  public static Neighbors search(
      VectorSource queries, VectorSource reference, int k, Workers workers) {
    return new NearestNeighbors(queries, reference, false, k, workers).search();
  }

  /**
   * {@return the k nearest of all others for each of {@code vectors}}
   *
   * @param vectors [n x d]
   * @param k the number of neighbors, at least 1
   * @param workers the threads that run the tasks
   * @throws IllegalArgumentException if k is less than 1
   */
  public static Neighbors searchOthers(VectorSource vectors, int k, Workers workers) {
    return new NearestNeighbors(vectors, vectors, true, k, workers).search();
  }

  private Neighbors search() {
    if (queries.count() <= FEW) {
      workers.run(queries.count(), query -> compareAll(query, 0, reference.count()));
      return nearest.neighbors();
    }
    int fitting = QUERY_BYTES / Float.BYTES / Math.max(1, queries.dimensions());
    int rows = Math.clamp(fitting, FEWEST_QUERIES, QUERY_TILE);
    Shards queryTiles = Shards.ofSize(queries.count(), rows);
    ReferenceTile tile = new ReferenceTile(reference);
    ConcurrentLinkedQueue<QueryTile> free = new ConcurrentLinkedQueue<>();
    for (int from = 0; from < reference.count(); from += tile.rows()) {
      tile.read(from, workers);
      workers.run(
          queryTiles.count(),
          i -> {
            QueryTile reused = free.poll();
            QueryTile own = reused != null ? reused : new QueryTile(rows, tile);
            own.search(queryTiles.from(i), queryTiles.to(i));
            free.add(own);
          });
    }
    return nearest.neighbors();
  }

  /** Compares a query with some of the reference, one by one. */
  private void compareAll(int query, int from, int to) {
    float[] vector = new float[queries.dimensions()];
    float[] other = new float[vector.length];
    queries.read(query, vector, 0);
    for (int i = from; i < to; i++) {
      compare(query, vector, i, other);
    }
  }

  private void compare(int query, float[] vector, int candidate, float[] other) {
    if (leaveSelfOut && candidate == query) {
      return;
    }
    reference.read(candidate, other, 0);
    nearest.offer(query, candidate, ExactDistance.squared(vector, other));
  }

  /** Buffers for some queries and their products with a tile of the reference. Not thread-safe. */
  private final class QueryTile {
    private final int d = queries.dimensions();
    private final ReferenceTile tile;
    private final float[] centered;
    private final float[] dots;
    private final int[] hits;
    private final float[] query = new float[d];
    private final float[] other = new float[d];

    QueryTile(int rows, ReferenceTile tile) {
      this.tile = tile;
      this.centered = new float[rows * d];
      this.dots = new float[rows * tile.rows()];
      this.hits = new int[tile.rows()];
    }

    void search(int from, int to) {
      int rows = to - from;
      for (int i = 0; i < rows; i++) {
        queries.read(from + i, centered, i * d);
        tile.center(centered, i * d);
      }
      int n = tile.count();
      int stride = tile.stride();
      KernelChoice.best()
          .multiply(rows, n, d, centered, 0, d, 1, tile.columns(), 0, stride, 1, dots, 0, n, false);
      for (int i = 0; i < rows; i++) {
        searchOne(from + i, i);
      }
    }

    private void searchOne(int number, int row) {
      double squaredLength = ExactDistance.squaredLength(centered, row * d, d);
      double lengths = Math.sqrt(squaredLength) + tile.longest();
      if (!(lengths < LONG)) {
        compareAll(number, tile.first(), tile.first() + tile.count());
        return;
      }
      double error = relativeError * lengths * lengths + smallestError;
      queries.read(number, query, 0);
      if (!nearest.isFull(number)) {
        compareNearest(number, row);
      }
      float threshold = threshold(number, squaredLength, error);
      int at = row * tile.count();
      int found =
          KernelChoice.best()
              .candidatesWithin(tile.count(), dots, at, tile.norms(), 0, threshold, hits);
      for (int h = 0; h < found; h++) {
        if (dots[at + hits[h]] < threshold) {
          compare(number, query, tile.first() + hits[h], other);
          threshold = threshold(number, squaredLength, error);
        }
      }
    }

    /** The bound of products that may belong to one of the k nearest; rounded up. */
    private float threshold(int number, double squaredLength, double error) {
      return Math.nextUp((float) (nearest.worst(number) - squaredLength + error));
    }

    /** Compares the k nearest by product first, to get a bound for the others. */
    private void compareNearest(int number, int row) {
      int at = row * tile.count();
      int[] best = new int[Math.min(k + 1, tile.count())]; // one may be the query itself
      float[] values = new float[best.length];
      Arrays.fill(values, Float.POSITIVE_INFINITY);
      int kept = 0;
      for (int j = 0; j < tile.count(); j++) {
        float value = tile.norms()[j] - 2 * dots[at + j];
        if (value < values[values.length - 1]) {
          int place = values.length - 1;
          for (; place > 0 && values[place - 1] > value; place--) {
            values[place] = values[place - 1];
            best[place] = best[place - 1];
          }
          values[place] = value;
          best[place] = j;
          kept = Math.min(kept + 1, best.length);
        }
      }
      for (int i = 0; i < kept; i++) {
        compare(number, query, tile.first() + best[i], other);
      }
    }
  }
}
