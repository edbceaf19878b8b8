package io.tercet.kernel;

/** Matrix products and distances of dense rows. */
public interface ProductKernels {

  /**
   * Matrix product: c = a b, or c += a b. Entry (i, j) of an operand is at {@code offset + i *
   * rowStride + j * columnStride}, so that a transpose is a change of strides.
   *
   * @param m rows of a and c
   * @param n columns of b and c
   * @param k columns of a, rows of b
   * @param accumulate whether to add to c instead of replacing it
   */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRowStride,
      int aColumnStride,
      float[] b,
      int bOffset,
      int bRowStride,
      int bColumnStride,
      float[] c,
      int cOffset,
      int cRowStride,
      boolean accumulate);

  /** sums += the sum over the m rows of d [m x n], dStride apart. The gradient of a bias. */
  void addColumnSums(
      int m, int n, float[] d, int dOffset, int dStride, float[] sums, int sumsOffset);

  /** Sum over i of a[i] b[i]. */
  float dot(int n, float[] a, int aOffset, float[] b, int bOffset);

  /** Sum over i of (a[i] - b[i])^2. */
  float squaredDistance(int n, float[] a, int aOffset, float[] b, int bOffset);

  /**
   * Finds neighbor candidates in a row of dot products: replaces dots[j] by norms[j] - 2 dots[j],
   * the squared distance minus the query's squared norm, and lists each j from 0 to n - 1 where it
   * is below the threshold.
   *
   * @param hits receives the j found, ascending; length at least n
   * @return number found
   */
  int candidatesWithin(
      int n,
      float[] dots,
      int dotsOffset,
      float[] norms,
      int normsOffset,
      float threshold,
      int[] hits);

  /**
   * Squared distances of rows: c(i, j) = sum over p of (a(i, p) - b(p, j))^2, computed from the
   * differences, so that equal vectors have a distance of exactly 0.
   *
   * @param m rows of a and c
   * @param n columns of b and c
   * @param d dimensions: columns of a, rows of b
   * @param b the other vectors as columns [d x n], rows {@code bRowStride} apart
   */
  void squaredDistances(
      int m,
      int n,
      int d,
      float[] a,
      int aOffset,
      int aRowStride,
      float[] b,
      int bOffset,
      int bRowStride,
      float[] c,
      int cOffset,
      int cRowStride);

  /** y += alpha x. */
  void addScaled(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);
}
