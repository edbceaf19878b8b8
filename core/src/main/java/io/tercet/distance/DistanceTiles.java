package io.tercet.distance;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;

/**
 * Distances of anchors to references, computed in tiles of rows of the matrix [anchors x
 * references], and their backward pass: given the gradient s of a loss with respect to each
 * distance, the gradient with respect to both sides. With f the anchors' vectors and g the
 * references', v the distance, r and c the sums of the gradients over rows and columns,
 *
 * <pre>
 *   dot product        v = f_i . g_j        df = S g                 dg = S^T f
 *   squared Euclidean  v = |f_i - g_j|^2    df = 2 (r f - S g)       dg = 2 (c g - S^T f)
 *   Euclidean          the same with s / (2 v), 0 where v is 0
 * </pre>
 *
 * <p>Products use the matrix kernel, or, if most gradients are 0, only the non-zero ones. Nothing
 * of size n x n or n x n x d is materialized. Not thread-safe for overlapping rows.
 */
public final class DistanceTiles {
  private final Distance distance;
  private final DistanceVectors anchors;
  private final DistanceVectors references;

  /**
   * Distances between vectors prepared for the same distance; both sides may be the same object.
   *
   * @param distance the distance to compute
   * @param anchors the vectors of the rows of a tile
   * @param references the vectors of the columns of a tile
   */
  public DistanceTiles(Distance distance, DistanceVectors anchors, DistanceVectors references) {
    this.distance = distance;
    this.anchors = anchors;
    this.references = references;
  }

  /** {@return the distance computed} */
  public Distance distance() {
    return distance;
  }

  /**
   * Computes the rows of anchors {@code from} to {@code to} - 1.
   *
   * @param from the first anchor
   * @param to one past the last anchor
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
   * Converts gradients with respect to values into gradients with respect to products or squared
   * distances ("inner" gradients), as {@link #addDense} and {@link #addPair} expect them.
   *
   * @param count the number of values
   * @param values what {@link #compute} gave, from index 0
   * @param gradients with respect to the values; overwritten by the inner gradients
   */
  public void toInnerGradients(int count, float[] values, float[] gradients) {
    switch (distance.kind()) {
      case EUCLIDEAN -> KernelChoice.best().divideByTwice(count, values, 0, gradients, 0);
      case MEAN_SQUARED -> divide(count, gradients, references.dimensions());
      case SQUARED_EUCLIDEAN, COSINE, DOT_PRODUCT -> {}
    }
  }

  /**
   * Converts a single gradient, as {@link #toInnerGradients} does.
   *
   * @param value what {@link #compute} gave
   * @param gradient with respect to the value
   * @return the inner gradient
   */
  public float toInnerGradient(float value, float gradient) {
    return switch (distance.kind()) {
      case EUCLIDEAN -> value > 0 ? gradient / (2 * value) : 0;
      case MEAN_SQUARED -> gradient / references.dimensions();
      case SQUARED_EUCLIDEAN, COSINE, DOT_PRODUCT -> gradient;
    };
  }

  /**
   * Accumulates the gradients of whole rows, anchors {@code from} to {@code to} - 1.
   *
   * @param from the first anchor
   * @param to one past the last anchor
   * @param gradients inner gradients [to - from x references], starting at {@code offset}
   * @param offset the index of the first inner gradient
   * @param anchorSums receives the sums of the anchors
   * @param sums receives the sums of the references, if they are wanted
   */
  public void addDense(
      int from, int to, float[] gradients, int offset, GradientSums anchorSums, GradientSums sums) {
    int n = references.count();
    int d = references.dimensions();
    int m = to - from;
    float[] f = anchors.rows();
    float[] g = references.rows();
    Kernels kernels = KernelChoice.best();
    float[] own = anchorSums.products();
    kernels.multiply(m, d, n, gradients, offset, n, 1, g, 0, d, 1, own, from * d, d, true);
    if (sums.isWanted()) {
      float[] other = sums.products();
      kernels.multiply(n, d, m, gradients, offset, 1, n, f, from * d, d, 1, other, 0, d, true);
    }
    if (!distance.isSimilarity()) {
      for (int i = 0; i < m; i++) {
        anchorSums.gradients()[from + i] += kernels.sum(n, gradients, offset + i * n);
        if (sums.isWanted()) {
          kernels.addScaled(n, 1, gradients, offset + i * n, sums.gradients(), 0);
        }
      }
    }
  }

  /**
   * Accumulates a single inner gradient.
   *
   * @param anchor the index of the anchor
   * @param reference the index of the reference
   * @param gradient the inner gradient of the pair
   * @param anchorSums receives the sums of the anchor
   * @param sums receives the sums of the reference, if they are wanted
   */
  public void addPair(
      int anchor, int reference, float gradient, GradientSums anchorSums, GradientSums sums) {
    int d = references.dimensions();
    Kernels kernels = KernelChoice.best();
    kernels.addScaled(
        d, gradient, references.rows(), reference * d, anchorSums.products(), anchor * d);
    anchorSums.gradients()[anchor] += gradient;
    if (sums.isWanted()) {
      kernels.addScaled(d, gradient, anchors.rows(), anchor * d, sums.products(), reference * d);
      sums.gradients()[reference] += gradient;
    }
  }

  /**
   * Computes the gradient with respect to the embedding of an anchor or a reference from its sums.
   *
   * @param side the vectors that index {@code i} refers to
   * @param i the index of the vector in {@code side}
   * @param sums accumulated gradients and products; entry {@code i} is overwritten
   * @param scale factor of the gradient
   * @param gradient receives d values, starting at {@code offset}
   * @param offset the index in {@code gradient} of the first value
   */
  public void finish(
      DistanceVectors side, int i, GradientSums sums, float scale, float[] gradient, int offset) {
    int d = side.dimensions();
    float[] f = side.rows();
    float[] products = sums.products();
    float gradients = sums.gradients()[i];
    for (int j = 0; j < d; j++) {
      float product = products[i * d + j];
      gradient[offset + j] =
          scale * (distance.isSimilarity() ? product : 2 * (gradients * f[i * d + j] - product));
    }
    side.backward(i, gradient, offset);
  }
}
