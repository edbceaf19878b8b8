package io.tercet.distance;

import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.Shards;
import io.tercet.math.Workers;

/**
 * Distances of all pairs of a batch, [n x n], and the way back: given the slope S of a loss with
 * respect to each of them, the gradient with respect to the embeddings. With f the embeddings
 * (scaled to length 1 where the distance says so) and r, c the row and column sums,
 *
 * <pre>
 *   dot product        v = f_i . f_j        df = S f + S^T f
 *   squared Euclidean  v = |f_i - f_j|^2    df = 2 ((r + c) f - S f - S^T f)
 *   Euclidean          the same with S / (2 v), 0 where v is 0
 *   scaling            de = (df - f (f . df)) / |e|
 * </pre>
 *
 * <p>Products come from the matrix kernel; nothing of size n x n x d is built. Squared distances
 * that are small against the vectors, where the difference of products would lose digits, are
 * computed again from the vectors.
 */
public final class PairMatrix {
  /** Below this share of |x|^2 + |y|^2 a squared distance is computed from the difference. */
  private static final float SMALL = 1e-3f;

  private static final float SMALLEST_NORM = 1e-12f;
  private static final int ROWS = 64;

  private final Distance distance;
  private final Workers workers;
  private final Matrix values;
  private final Matrix vectors;
  private final float[] norms;
  private final float[] squares;
  private final int n;
  private final int d;

  /**
   * Computes all distances.
   *
   * @param embeddings [n x d]; not kept
   */
  public PairMatrix(Distance distance, Matrix embeddings, Workers workers) {
    this.distance = distance;
    this.workers = workers;
    this.n = embeddings.rows();
    this.d = embeddings.columns();
    this.values = Matrix.zeros(n, n);
    this.vectors = Matrix.zeros(n, d);
    this.norms = new float[n];
    this.squares = new float[n];
    prepareVectors(embeddings);
    Shards shards = Shards.ofSize(n, ROWS);
    workers.run(shards.count(), s -> computeRows(shards.from(s), shards.to(s)));
  }

  /** Distance of each pair, [n x n]. */
  public Matrix values() {
    return values;
  }

  /** The distance they are. */
  public Distance distance() {
    return distance;
  }

  private void prepareVectors(Matrix embeddings) {
    for (int i = 0; i < n; i++) {
      int at = vectors.offset(i);
      float[] e = embeddings.data();
      float norm = (float) Math.sqrt(Kernels.get().dot(d, e, at, e, at));
      float scale = distance.normalized() ? 1 / Math.max(norm, SMALLEST_NORM) : 1;
      norms[i] = norm;
      for (int j = at; j < at + d; j++) {
        vectors.data()[j] = e[j] * scale;
      }
      squares[i] = Kernels.get().dot(d, vectors.data(), at, vectors.data(), at);
    }
  }

  private void computeRows(int from, int to) {
    float[] f = vectors.data();
    float[] v = values.data();
    Kernels.get()
        .multiply(to - from, n, d, f, from * d, d, 1, f, 0, 1, d, v, values.offset(from), n, false);
    if (distance.isSimilarity()) {
      return;
    }
    for (int i = from; i < to; i++) {
      int row = values.offset(i);
      for (int j = 0; j < n; j++) {
        v[row + j] = fromProduct(i, j, v[row + j]);
      }
    }
  }

  private float fromProduct(int i, int j, float product) {
    float sum = squares[i] + squares[j];
    float squared = sum - 2 * product;
    if (!(squared > SMALL * sum)) {
      float[] f = vectors.data();
      squared = i == j ? 0 : Kernels.get().squaredDistance(d, f, i * d, f, j * d);
    }
    return switch (distance.kind()) {
      case EUCLIDEAN -> (float) Math.sqrt(squared);
      case MEAN_SQUARED -> squared / d;
      default -> squared;
    };
  }

  /**
   * Gradient with respect to the embeddings.
   *
   * @param slopes of the loss with respect to each value [n x n]; overwritten
   * @param gradient receives the gradient [n x d], all rows
   */
  public void backward(Matrix slopes, Matrix gradient) {
    float[] columnSums = new float[n];
    float[] rowSums = new float[n];
    if (!distance.isSimilarity()) {
      toSquaredSlopes(slopes, rowSums);
      sumColumns(slopes, columnSums);
    }
    Shards shards = Shards.ofSize(n, ROWS);
    workers.run(
        shards.count(),
        shard -> {
          int from = shards.from(shard);
          int to = shards.to(shard);
          multiplySlopes(slopes.data(), gradient.data(), from, to);
          for (int i = from; i < to; i++) {
            finishRow(i, rowSums[i] + columnSums[i], gradient.data());
          }
        });
  }

  /** Turns slopes with respect to the distance into those with respect to its square. */
  private void toSquaredSlopes(Matrix slopes, float[] rowSums) {
    Shards shards = Shards.ofSize(n, ROWS);
    workers.run(
        shards.count(),
        shard -> {
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            float sum = 0;
            int row = i * n;
            for (int j = row; j < row + n; j++) {
              float slope = squaredSlope(slopes.data()[j], values.data()[j]);
              slopes.data()[j] = slope;
              sum += slope;
            }
            rowSums[i] = sum;
          }
        });
  }

  private float squaredSlope(float slope, float value) {
    return switch (distance.kind()) {
      case EUCLIDEAN -> value > 0 ? slope / (2 * value) : 0;
      case MEAN_SQUARED -> slope / d;
      default -> slope;
    };
  }

  private void sumColumns(Matrix slopes, float[] columnSums) {
    for (int i = 0; i < n; i++) {
      Kernels.get().addScaled(n, 1, slopes.data(), i * n, columnSums, 0);
    }
  }

  /** gradient rows = S f + S^T f. */
  private void multiplySlopes(float[] s, float[] gradient, int from, int to) {
    float[] f = vectors.data();
    Kernels kernels = Kernels.get();
    int rows = to - from;
    kernels.multiply(rows, d, n, s, from * n, n, 1, f, 0, d, 1, gradient, from * d, d, false);
    kernels.multiply(rows, d, n, s, from, 1, n, f, 0, d, 1, gradient, from * d, d, true);
  }

  private void finishRow(int i, float sums, float[] gradient) {
    float[] f = vectors.data();
    int at = i * d;
    if (!distance.isSimilarity()) {
      for (int j = at; j < at + d; j++) {
        gradient[j] = 2 * (sums * f[j] - gradient[j]);
      }
    }
    if (distance.normalized()) {
      float scale = norms[i] < SMALLEST_NORM ? 0 : 1 / norms[i];
      float along = Kernels.get().dot(d, f, at, gradient, at);
      for (int j = at; j < at + d; j++) {
        gradient[j] = scale * (gradient[j] - along * f[j]);
      }
    }
  }
}
