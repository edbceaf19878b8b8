package io.tercet.distance;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;

/**
 * Embeddings prepared for a distance: scaled to unit length if it requires that, permuted, as rows
 * and as columns. Buffers grow with the largest batch and are reused.
 */
public final class DistanceVectors {
  private static final float SMALLEST_NORM = 1e-12f;
  private static final int CACHE_LINE = 16;
  private static final int BLOCK = 64;

  private final boolean normalized;
  private int count;
  private int dimensions;
  private float[] rows = new float[0];
  private float[] columns = new float[0];
  private float[] norms = new float[0];

  /**
   * Creates an empty set of vectors for a distance.
   *
   * @param distance says whether vectors are scaled to unit length
   */
  public DistanceVectors(Distance distance) {
    this.normalized = distance.normalized();
  }

  /**
   * Sets the embeddings.
   *
   * @param embeddings [n x d]; not retained
   * @param order for each index, the row of {@code embeddings} stored there [n]
   * @param workers the threads that run the tasks
   */
  public void set(Matrix embeddings, int[] order, Workers workers) {
    count = order.length;
    dimensions = embeddings.columns();
    grow();
    Shards shards = Shards.ofSize(count, BLOCK);
    workers.run(
        shards.count(),
        shard -> {
          int from = shards.from(shard);
          int to = shards.to(shard);
          for (int i = from; i < to; i++) {
            setRow(i, embeddings.data(), embeddings.offset(order[i]));
          }
          transpose(from, to);
        });
  }

  private void setRow(int i, float[] e, int from) {
    float norm = (float) Math.sqrt(KernelChoice.best().dot(dimensions, e, from, e, from));
    float scale = normalized ? 1 / Math.max(norm, SMALLEST_NORM) : 1;
    norms[i] = norm;
    for (int j = 0; j < dimensions; j++) {
      rows[i * dimensions + j] = e[from + j] * scale;
    }
  }

  private void grow() {
    if (rows.length < count * dimensions) {
      rows = new float[count * dimensions];
    }
    if (columns.length < columnStride() * dimensions) {
      columns = new float[columnStride() * dimensions];
    }
    if (norms.length < count) {
      norms = new float[count];
    }
  }

  /** One dimension at a time, so that stores are contiguous. */
  private void transpose(int from, int to) {
    int stride = columnStride();
    for (int j = 0; j < dimensions; j++) {
      for (int i = from; i < to; i++) {
        columns[j * stride + i] = rows[i * dimensions + j];
      }
    }
  }

  /** {@return the number of vectors, n} */
  public int count() {
    return count;
  }

  /** {@return the number of dimensions, d} */
  public int dimensions() {
    return dimensions;
  }

  /** The vectors as rows [n x d]. */
  float[] rows() {
    return rows;
  }

  /** The vectors as columns: [d x n], rows {@link #columnStride()} apart. */
  float[] columns() {
    return columns;
  }

  /** An odd number of cache lines, to avoid conflict misses. */
  int columnStride() {
    return (Math.ceilDiv(count, CACHE_LINE) | 1) * CACHE_LINE;
  }

  /**
   * Backward pass of the scaling, in place: converts the gradient with respect to vector {@code i}
   * into that with respect to its embedding, de = (df - f (f . df)) / |e|, or 0 for an embedding of
   * length 0. No effect if vectors are not scaled.
   */
  void backward(int i, float[] gradient, int offset) {
    if (!normalized) {
      return;
    }
    int at = i * dimensions;
    float scale = norms[i] < SMALLEST_NORM ? 0 : 1 / norms[i];
    float along = KernelChoice.best().dot(dimensions, rows, at, gradient, offset);
    for (int j = 0; j < dimensions; j++) {
      gradient[offset + j] = scale * (gradient[offset + j] - along * rows[at + j]);
    }
  }
}
