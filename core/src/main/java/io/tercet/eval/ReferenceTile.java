package io.tercet.eval;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/**
 * Some reference vectors as columns, which the matrix kernel takes as they are, less a common
 * centre, and their squared lengths. Distances do not change with the centre, but products of
 * vectors near the origin round less than those of vectors far from it.
 */
final class ReferenceTile {
  private static final int MOST_ROWS = 1024;
  private static final int FEWEST_ROWS = 16;
  private static final int MOST_BYTES = 1 << 25;

  /** A cache line more than a power of two, so that rows do not fight for the same lines. */
  private static final int PADDING = 16;

  /** Vectors that the centre is the mean of, at most. */
  private static final int SAMPLED = 2000;

  private final VectorSource reference;
  private final int rows;
  private final int stride;
  private final float[] centre;
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
    this.centre = mean(reference);
    this.columns = new float[Math.multiplyExact(stride, d)];
    this.norms = new float[rows];
    this.lengths = new double[rows];
  }

  /** The mean of some vectors, those left out that have components which are no numbers. */
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

  /** Vectors that a tile has at most. */
  int rows() {
    return rows;
  }

  /** Reads the vectors from {@code first} on. */
  void read(int first, Workers workers) {
    this.first = first;
    this.count = Math.min(rows, reference.count() - first);
    Shards shards = Shards.ofSize(count, 128);
    workers.run(shards.count(), shard -> read(shards.from(shard), shards.to(shard)));
    longest = 0;
    for (int j = 0; j < count; j++) {
      longest = lengths[j] > longest ? lengths[j] : longest; // NaN is never near
    }
  }

  private void read(int from, int to) {
    float[] row = new float[reference.dimensions()];
    for (int j = from; j < to; j++) {
      reference.read(first + j, row, 0);
      centre(row, 0);
      double squared = ExactDistance.squaredLength(row, 0, row.length);
      norms[j] = (float) squared;
      lengths[j] = Math.sqrt(squared);
      for (int p = 0; p < row.length; p++) {
        columns[p * stride + j] = row[p];
      }
    }
  }

  /** Takes the centre from a vector. */
  void centre(float[] vector, int offset) {
    for (int p = 0; p < centre.length; p++) {
      vector[offset + p] -= centre[p];
    }
  }

  /** Number of the first vector. */
  int first() {
    return first;
  }

  /** How many there are. */
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

  /** Squared length of each. */
  float[] norms() {
    return norms;
  }

  /** Length of the longest. */
  double longest() {
    return longest;
  }
}
