package io.tercet.eval;

import io.tercet.math.Kernels;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import java.util.Arrays;

/**
 * Exact nearest neighbours by brute force, a tile of queries against a tile of reference at a time:
 * |q - r|^2 = |q|^2 + |r|^2 - 2 q.r, the products by the matrix kernel. Memory is a few tiles,
 * whatever the numbers of vectors are.
 *
 * <p>Products round differently from differences, so a few more candidates than asked for are kept
 * and ranked by their true distance at the end.
 */
public final class NearestNeighbors {
  private static final int QUERY_TILE = 512;
  private static final int REFERENCE_TILE = 1024;
  private static final int SPARE = 4;

  /** A cache line more than a power of two, so that rows do not fight for the same lines. */
  private static final int TILE_STRIDE = REFERENCE_TILE + 16;

  private final VectorSource queries;
  private final VectorSource reference;
  private final boolean leaveSelfOut;
  private final int k;
  private final int kept;
  private final Workers workers;
  private final float[] tile;
  private final float[] norms = new float[REFERENCE_TILE];
  private final int[] candidates;
  private final float[] values;
  private final ThreadLocal<Scratch> scratch;

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
    this.kept = k + SPARE;
    this.workers = workers;
    this.tile = new float[TILE_STRIDE * reference.dimensions()];
    this.candidates = new int[Math.multiplyExact(queries.count(), kept)];
    this.values = new float[candidates.length];
    this.scratch = ThreadLocal.withInitial(() -> new Scratch(queries.dimensions()));
    Arrays.fill(candidates, -1);
    Arrays.fill(values, Float.POSITIVE_INFINITY);
  }

  /** The k nearest of {@code reference} for each of {@code queries}. */
  public static Neighbors search(
      VectorSource queries, VectorSource reference, int k, Workers workers) {
    return new NearestNeighbors(queries, reference, false, k, workers).search();
  }

  /** The k nearest of all others for each of {@code vectors}. */
  public static Neighbors searchOthers(VectorSource vectors, int k, Workers workers) {
    return new NearestNeighbors(vectors, vectors, true, k, workers).search();
  }

  private Neighbors search() {
    Shards queryTiles = Shards.ofSize(queries.count(), QUERY_TILE);
    for (int from = 0; from < reference.count(); from += REFERENCE_TILE) {
      int first = from;
      int count = Math.min(REFERENCE_TILE, reference.count() - from);
      readTile(first, count);
      workers.run(queryTiles.count(), i -> searchTile(queryTiles, i, first, count));
    }
    return rank();
  }

  /** Reference vectors as columns, which the matrix kernel takes as they are. */
  private void readTile(int first, int count) {
    int d = reference.dimensions();
    Shards shards = Shards.ofSize(count, 128);
    workers.run(
        shards.count(),
        shard -> {
          float[] row = scratch.get().row;
          for (int j = shards.from(shard); j < shards.to(shard); j++) {
            reference.read(first + j, row, 0);
            norms[j] = Kernels.get().dot(d, row, 0, row, 0);
            for (int p = 0; p < d; p++) {
              tile[p * TILE_STRIDE + j] = row[p];
            }
          }
        });
  }

  private void searchTile(Shards queryTiles, int number, int first, int count) {
    int d = queries.dimensions();
    int from = queryTiles.from(number);
    int rows = queryTiles.to(number) - from;
    Scratch buffers = scratch.get();
    float[] vectors = buffers.vectors;
    for (int i = 0; i < rows; i++) {
      queries.read(from + i, vectors, i * d);
    }
    float[] dots = buffers.dots;
    Kernels kernels = Kernels.get();
    kernels.multiply(
        rows, count, d, vectors, 0, d, 1, tile, 0, TILE_STRIDE, 1, dots, 0, count, false);
    int[] hits = buffers.hits;
    for (int i = 0; i < rows; i++) {
      int query = from + i;
      float threshold = values[query * kept + kept - 1];
      int found = kernels.findNear(count, dots, i * count, norms, 0, threshold, hits);
      for (int h = 0; h < found; h++) {
        offer(query, first + hits[h], dots[i * count + hits[h]]);
      }
    }
  }

  /** Keeps a candidate in the query's sorted list if it is near enough. */
  private void offer(int query, int candidate, float value) {
    if (leaveSelfOut && candidate == query) {
      return;
    }
    int start = query * kept;
    int at = start + kept - 1;
    if (!(value < values[at])) {
      return;
    }
    for (; at > start && values[at - 1] > value; at--) {
      values[at] = values[at - 1];
      candidates[at] = candidates[at - 1];
    }
    values[at] = value;
    candidates[at] = candidate;
  }

  private Neighbors rank() {
    int[] index = new int[queries.count() * k];
    float[] distance = new float[index.length];
    Shards shards = Shards.ofSize(queries.count(), QUERY_TILE);
    workers.run(
        shards.count(),
        shard -> {
          float[] query = new float[queries.dimensions()];
          float[] other = new float[queries.dimensions()];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            queries.read(i, query, 0);
            rankOne(i, query, other, index, distance);
          }
        });
    return new Neighbors(k, index, distance);
  }

  private void rankOne(int i, float[] query, float[] other, int[] index, float[] distance) {
    int start = i * k;
    Arrays.fill(index, start, start + k, -1);
    Arrays.fill(distance, start, start + k, Float.POSITIVE_INFINITY);
    for (int c = i * kept; c < (i + 1) * kept && candidates[c] >= 0; c++) {
      reference.read(candidates[c], other, 0);
      float squared = Kernels.get().squaredDistance(query.length, query, 0, other, 0);
      insert(candidates[c], (float) Math.sqrt(squared), index, distance, start);
    }
  }

  private void insert(int candidate, float value, int[] index, float[] distance, int start) {
    int at = start + k;
    while (at > start && isBefore(value, candidate, distance[at - 1], index[at - 1])) {
      at--;
      if (at + 1 < start + k) {
        distance[at + 1] = distance[at];
        index[at + 1] = index[at];
      }
    }
    if (at < start + k) {
      distance[at] = value;
      index[at] = candidate;
    }
  }

  private static boolean isBefore(float value, int candidate, float other, int otherIndex) {
    return value < other || (value == other && (otherIndex < 0 || candidate < otherIndex));
  }

  /** Buffers of one thread, kept from tile to tile. */
  private static final class Scratch {
    private final float[] vectors;
    private final float[] dots = new float[QUERY_TILE * REFERENCE_TILE];
    private final int[] hits = new int[REFERENCE_TILE];
    private final float[] row;

    Scratch(int dimensions) {
      vectors = new float[QUERY_TILE * dimensions];
      row = new float[dimensions];
    }
  }
}
