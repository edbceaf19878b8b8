package io.tercet.distance;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;

/**
 * Distances of anchors to references, some rows of the matrix [anchors x references] at a time, and
 * the way back: given the slope s of a loss with respect to each of them, the gradient with respect
 * to both. With f the anchors' vectors and g the references', v the distance, r and c the sums of
 * the slopes over rows and columns,
 *
 * <pre>
 *   dot product        v = f_i . g_j        df = S g                 dg = S^T f
 *   squared Euclidean  v = |f_i - g_j|^2    df = 2 (r f - S g)       dg = 2 (c g - S^T f)
 *   Euclidean          the same with s / (2 v), 0 where v is 0
 * </pre>
 *
 * <p>Products come from the matrix kernel, and where most slopes are 0, from the others alone.
 * Nothing of size n x n or n x n x d is built.
 */
public final class DistanceTiles {
  private final Distance distance;
  private final DistanceVectors anchors;
  private final DistanceVectors references;

  /** Distances of that kind between vectors made for it; both sides may be the same object. */
  public DistanceTiles(Distance distance, DistanceVectors anchors, DistanceVectors references) {
    this.distance = distance;
    this.anchors = anchors;
    this.references = references;
  }

  /** The distance they are. */
  public Distance distance() {
    return distance;
  }

  /**
   * Computes the rows of anchors {@code from} to {@code to} - 1.
   *
   * @param values receives [to - from x references], row-major
   */
  public void compute(int from, int to, float[] values) {
    int n = references.count();
    int d = references.dimensions();
    int m = to - from;
    float[] f = anchors.rows();
    float[] g = references.columns();
    int stride = references.columnStride();
    Kernels kernels = KernelChoice.best();
    if (distance.isSimilarity()) {
      kernels.multiply(m, n, d, f, from * d, d, 1, g, 0, stride, 1, values, 0, n, false);
      return;
    }
    kernels.squaredDistances(m, n, d, f, from * d, d, g, 0, stride, values, 0, n);
    switch (distance.kind()) {
      case EUCLIDEAN -> squareRoots(m * n, values);
      case MEAN_SQUARED -> divide(m * n, values, d);
      default -> {}
    }
  }

  private static void squareRoots(int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sqrt(values[i]);
    }
  }

  private static void divide(int count, float[] values, float divisor) {
    for (int i = 0; i < count; i++) {
      values[i] /= divisor;
    }
  }

  /**
   * Turns slopes with respect to values into those with respect to products or squared distances,
   * which {@link #addDense} and {@link #addPair} take.
   */
  public void toInnerSlopes(int count, float[] values, float[] slopes) {
    switch (distance.kind()) {
      case EUCLIDEAN -> KernelChoice.best().divideByTwice(count, values, 0, slopes, 0);
      case MEAN_SQUARED -> divide(count, slopes, references.dimensions());
      case SQUARED_EUCLIDEAN, COSINE, DOT_PRODUCT -> {}
    }
  }

  /** The same for a single slope. */
  public float toInnerSlope(float value, float slope) {
    return switch (distance.kind()) {
      case EUCLIDEAN -> value > 0 ? slope / (2 * value) : 0;
      case MEAN_SQUARED -> slope / references.dimensions();
      case SQUARED_EUCLIDEAN, COSINE, DOT_PRODUCT -> slope;
    };
  }

  /**
   * Adds what the slopes of whole rows, anchors {@code from} to {@code to} - 1, come to.
   *
   * @param slopes [to - from x references] from {@code offset} on, inner ones
   */
  public void addDense(
      int from, int to, float[] slopes, int offset, GradientSums anchorSums, GradientSums sums) {
    int n = references.count();
    int d = references.dimensions();
    int m = to - from;
    float[] f = anchors.rows();
    float[] g = references.rows();
    Kernels kernels = KernelChoice.best();
    float[] own = anchorSums.products();
    kernels.multiply(m, d, n, slopes, offset, n, 1, g, 0, d, 1, own, from * d, d, true);
    if (sums.isWanted()) {
      float[] other = sums.products();
      kernels.multiply(n, d, m, slopes, offset, 1, n, f, from * d, d, 1, other, 0, d, true);
    }
    if (!distance.isSimilarity()) {
      for (int i = 0; i < m; i++) {
        anchorSums.slopes()[from + i] += kernels.sum(n, slopes, offset + i * n);
        if (sums.isWanted()) {
          kernels.addScaled(n, 1, slopes, offset + i * n, sums.slopes(), 0);
        }
      }
    }
  }

  /** Adds what a single inner slope comes to. */
  public void addPair(
      int anchor, int reference, float slope, GradientSums anchorSums, GradientSums sums) {
    int d = references.dimensions();
    Kernels kernels = KernelChoice.best();
    kernels.addScaled(
        d, slope, references.rows(), reference * d, anchorSums.products(), anchor * d);
    anchorSums.slopes()[anchor] += slope;
    if (sums.isWanted()) {
      kernels.addScaled(d, slope, anchors.rows(), anchor * d, sums.products(), reference * d);
      sums.slopes()[reference] += slope;
    }
  }

  /**
   * Gradient with respect to the embedding of an anchor or a reference, from its sums.
   *
   * @param side the vectors that {@code i} is of
   * @param sums slopes and products added up; entry {@code i} is overwritten
   * @param scale what the gradient is multiplied by
   * @param gradient receives d entries from {@code offset} on
   */
  public void finish(
      DistanceVectors side, int i, GradientSums sums, float scale, float[] gradient, int offset) {
    int d = side.dimensions();
    float[] f = side.rows();
    float[] products = sums.products();
    float slopes = sums.slopes()[i];
    for (int j = 0; j < d; j++) {
      float product = products[i * d + j];
      gradient[offset + j] =
          scale * (distance.isSimilarity() ? product : 2 * (slopes * f[i * d + j] - product));
    }
    side.backward(i, gradient, offset);
  }
}
