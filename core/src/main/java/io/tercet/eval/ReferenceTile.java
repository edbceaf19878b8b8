package io.tercet.eval;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/**
 * A tile of reference vectors minus a common center, as columns for the matrix kernel, and their
 * squared lengths. The center does not change distances, but products of vectors near the origin
 * have smaller rounding errors.
 */
final class ReferenceTile {
  private static final int MOST_ROWS = 1024;
  private static final int FEWEST_ROWS = 16;
  private static final int MOST_BYTES = 1 << 25;

  /** A cache line of padding, to avoid conflict misses of power-of-two strides. */
  private static final int PADDING = 16;

  /** Maximum number of vectors averaged for the center. */
  private static final int SAMPLED = 2000;

  private final VectorSource reference;
  private final int rows;
  private final int stride;
  private final float[] center;
  private final float[] columns;
  private final float[] norms;
  private final double[] lengths;
  private int first;
  private int count;
  private double longest;

  ReferenceTile(VectorSource reference) {
    int d = reference.dimensions();
    this.reference = reference;
    int fitting = MOST_BYTES / Float.BYTES / Math.max(1, d) / FEWEST_ROWS * FEWEST_ROWS;
    this.rows = Math.clamp(fitting, FEWEST_ROWS, MOST_ROWS);
    this.stride = rows + PADDING;
    this.center = mean(reference);
    this.columns = new float[Math.multiplyExact(stride, d)];
    this.norms = new float[rows];
    this.lengths = new double[rows];
  }

  /** The mean of some vectors, without those that have NaN components. */
  private static float[] mean(VectorSource vectors) {
    int d = vectors.dimensions();
    double[] sums = new double[d];
    float[] row = new float[d];
    int sampled = Math.min(SAMPLED, vectors.count());
    int added = 0;
    for (int i = 0; i < sampled; i++) {
      vectors.read((int) ((long) i * vectors.count() / sampled), row, 0);
      if (Double.isFinite(ExactDistance.squaredLength(row, 0, d))) {
        added++;
        for (int p = 0; p < d; p++) {
          sums[p] += row[p];
        }
      }
    }
    float[] mean = new float[d];
    for (int p = 0; p < d && added > 0; p++) {
      mean[p] = (float) (sums[p] / added);
    }
    return mean;
  }

  /** Maximum number of vectors of a tile. */
  int rows() {
    return rows;
  }

  /** Reads the vectors starting at {@code first}. */
  void read(int first, Workers workers) {
    this.first = first;
    this.count = Math.min(rows, reference.count() - first);
    Shards shards = Shards.ofSize(count, 128);
    workers.run(shards.count(), shard -> read(shards.from(shard), shards.to(shard)));
    longest = 0;
    for (int j = 0; j < count; j++) {
      longest = lengths[j] > longest ? lengths[j] : longest; // NaN is ignored
    }
  }

  private void read(int from, int to) {
    float[] row = new float[reference.dimensions()];
    for (int j = from; j < to; j++) {
      reference.read(first + j, row, 0);
      center(row, 0);
      double squared = ExactDistance.squaredLength(row, 0, row.length);
      norms[j] = (float) squared;
      lengths[j] = Math.sqrt(squared);
      for (int p = 0; p < row.length; p++) {
        columns[p * stride + j] = row[p];
      }
    }
  }

  /** Subtracts the center from a vector. */
  void center(float[] vector, int offset) {
    for (int p = 0; p < center.length; p++) {
      vector[offset + p] -= center[p];
    }
  }

  /** Index of the first vector. */
  int first() {
    return first;
  }

  /** Number of vectors. */
  int count() {
    return count;
  }

  /** The vectors as columns, {@link #stride} apart. */
  float[] columns() {
    return columns;
  }

  int stride() {
    return stride;
  }

  /** Squared length of each vector. */
  float[] norms() {
    return norms;
  }

  /** Length of the longest vector. */
  double longest() {
    return longest;
  }
}
