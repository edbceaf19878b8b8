package io.tercet.kernel;

import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.SparseBatch;

/**
 * The seam between what Tercet computes and how the processor does it: a few coarse operations on
 * float32 arrays, with a SIMD and a scalar implementation. Arguments are trusted; whoever calls has
 * checked the shapes. All methods are safe to call from many threads at once, and the result for a
 * row never depends on which other rows are in the call.
 *
 * <p>{@link #get()} gives the best implementation that this JVM can run.
 */
public interface Kernels {

  /** The implementation chosen for this JVM; see {@link KernelChoice}. */
  static Kernels get() {
    return KernelChoice.CHOSEN.kernels();
  }

  /** What runs, in a few words: "SIMD, 512-bit vectors", "scalar". */
  String description();

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

  /**
   * Numbers that {@link #packWindowKernel} writes.
   *
   * @param depth numbers of a window
   * @param n filters
   */
  int packedWindowKernelSize(int depth, int n);

  /** Lays a kernel [depth x n] out for {@link #multiplyWindows}, once for many images. */
  void packWindowKernel(int depth, int n, float[] w, int wOffset, float[] packed);

  /**
   * Windows times a kernel: y [windows x n] = the windows of x [windows x depth] times w [depth x
   * n].
   *
   * @param packed w, by {@link #packWindowKernel}
   */
  void multiplyWindows(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset);

  /**
   * Numbers that {@link #packTileKernel} writes.
   *
   * @param channels of a pixel, a multiple of 16
   * @param filters a multiple of 32
   */
  int packedTileKernelSize(int channels, int filters);

  /** Lays a kernel [3 x 3 x channels x filters] out for {@link #multiplyTiles}. */
  void packTileKernel(int channels, int filters, float[] w, int wOffset, float[] packed);

  /**
   * The windows of 3 x 3 pixels of an image times a kernel, in tiles of 2 x 2 windows: y [2 rows x
   * 2 columns x filters] from x [2 rows + 2 x 2 columns + 2 x channels]. Sums are in another order
   * than those of {@link #multiplyWindows}.
   *
   * @param tileRows rows of tiles
   * @param tileColumns tiles of a row
   * @param packed the kernel, by {@link #packTileKernel}
   */
  void multiplyTiles(
      int tileRows,
      int tileColumns,
      int channels,
      int filters,
      float[] x,
      int xOffset,
      float[] packed,
      float[] y,
      int yOffset);

  /** Columns of a panel of {@link PackedWeights}. */
  int panelWidth();

  /**
   * A layer with sparse inputs: row i of c = f(row i of x times w + bias), for i from {@code from}
   * to {@code to} - 1. Work grows with the non-zero entries alone.
   *
   * @param w [columns of x, n]
   * @param bias n values from {@code biasOffset} on
   * @param c [rows of x, n], row-major, from {@code cOffset} on
   */
  void multiplySparse(
      SparseBatch x,
      int from,
      int to,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] c,
      int cOffset);

  /**
   * c = x^T dz for one range of the columns of a sparse x, which are those rows of c.
   *
   * @param dz [rows of x, n] from {@code dzOffset} on, rows {@code dzStride} apart
   * @param c [columns of x, n] from {@code cOffset} on, rows {@code cStride} apart
   */
  void multiplySparseTransposed(
      ColumnBlocks x,
      int range,
      int n,
      float[] dz,
      int dzOffset,
      int dzStride,
      float[] c,
      int cOffset,
      int cStride);

  /**
   * c = f(c + bias), row by row.
   *
   * @param bias n values from {@code biasOffset} on
   * @param c [m x n], row-major, from {@code cOffset} on
   */
  void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset);

  /** gradient *= f'(y), entry by entry, where y is the activation's output. */
  void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset);

  /** sums += the sum over the m rows of d [m x n], dStride apart. The gradient of a bias. */
  void addColumnSums(
      int m, int n, float[] d, int dOffset, int dStride, float[] sums, int sumsOffset);

  /** Sum over i of a[i] b[i]. */
  float dot(int n, float[] a, int aOffset, float[] b, int bOffset);

  /** Sum over i of (a[i] - b[i])^2. */
  float squaredDistance(int n, float[] a, int aOffset, float[] b, int bOffset);

  /**
   * Finds the near ones in a row of dot products: replaces dots[j] by norms[j] - 2 dots[j], which
   * is the squared distance but for the query's own norm, and lists each j of 0 to n - 1 where that
   * is below the threshold.
   *
   * @param hits receives the j found, ascending; at least n long
   * @return number found
   */
  int findNear(
      int n,
      float[] dots,
      int dotsOffset,
      float[] norms,
      int normsOffset,
      float threshold,
      int[] hits);

  /**
   * Squared distances of rows: c(i, j) = sum over p of (a(i, p) - b(p, j))^2, from the differences,
   * so that equal vectors have a distance of exactly 0.
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

  /**
   * c += x b for rows {@code from} to {@code to} - 1 of a sparse x, with b and c as they lie: row j
   * of b begins at {@code bOffset + j bStride}, row i of c at {@code cOffset + i cStride}. Rows of
   * b may overlap, and rows of c too: they are added to one after the other.
   *
   * @param n columns of b and c
   */
  void addSparse(
      CsrRows x,
      int from,
      int to,
      int n,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride);

  /**
   * The largest pixel of each window of {@code size x size}, channel by channel, for windows side
   * by side.
   *
   * @param x the first window's first pixel lies at {@code xOffset}, its rows {@code xRow} apart
   * @param y receives [windows x channels]
   */
  void largest(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset);

  /**
   * The way back of {@link #largest}: dx is dy at the first pixel of a window that is the largest,
   * channel by channel, and 0 at all others.
   *
   * @param dx lies as x does
   */
  void giveToLargest(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset);

  /**
   * y = x / (1 - rate), or 0 for that share of the entries, by the noise of key + their place.
   *
   * @param rate 0 to less than 1
   */
  void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = exp(scale x - shift), entry by entry; returns the sum. Exponents below -87 give 0, those
   * above 88 count as 88. x and y may be the same.
   */
  float sumExp(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset);

  /** The smallest sign x[i], for a sign of 1 or -1; infinity if n is 0. */
  float smallest(int n, float sign, float[] x, int xOffset);

  /** The first i whose sign x[i] is smallest, for a sign of 1 or -1; -1 if n is 0. */
  int indexOfSmallest(int n, float sign, float[] x, int xOffset);

  /** Number of i with x[i] other than 0. */
  int countNonZero(int n, float[] x, int xOffset);

  /**
   * Lists which of n unsigned bytes are other than 0, ascending; returns their number.
   *
   * @param bytes from {@code from} on
   * @param columns receives which they are, from {@code at} on; room for n is written to, whatever
   *     their number
   * @param values receives each byte / 255, in the same way
   */
  int listNonZero(int n, byte[] bytes, int from, char[] columns, float[] values, int at);

  /** Lists each i with x[i] other than 0, ascending; returns their number. */
  int findNonZero(int n, float[] x, int xOffset, int[] hits);

  /** Sum over i of x[i]. */
  float sum(int n, float[] x, int xOffset);

  /**
   * Sets bit i of {@code bits}, 64 to a word, where sign x[i] is below the bound, and clears it
   * elsewhere, for a sign of 1 or -1.
   *
   * @param bits at least n bits long
   */
  void markBelow(int n, float sign, float bound, float[] x, long[] bits);

  /**
   * Moves the x[i] whose bit is set to the front of y, in their order; returns their number. What
   * lies behind them in y, up to n, may be overwritten. x and y may be the same.
   */
  int compress(int n, long[] bits, float[] x, float[] y);

  /**
   * The way back of {@link #compress}: y[i] is the next of x where bit i is set, and 0 elsewhere.
   */
  void expand(int n, long[] bits, float[] x, float[] y);

  /**
   * For each i the number of grid values s with sign x[i] - s above a bound, for two bounds that
   * are no farther apart than {@link RankLookup#near()}.
   *
   * @param grid prepared
   * @param ones receives the numbers for bound {@code one}
   * @param twos receives the numbers for bound {@code two}
   */
  void rankGaps(
      RankLookup grid, int n, float sign, float[] x, float one, float two, int[] ones, int[] twos);

  /** slopes = slopes / (2 values), and 0 where a value is 0: from d/d|x| to d/d|x|^2. */
  void divideByTwice(int n, float[] values, int valuesOffset, float[] slopes, int slopesOffset);

  /** y += alpha x. */
  void addScaled(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * total[totalOffset + i - from] = sum over the parts of part[i], in the order of the parts, for
   * {@code from <= i < to}.
   */
  void sum(float[][] parts, int from, int to, float[] total, int totalOffset);

  /**
   * One step of Adam (Kingma and Ba 2015, the form before their section 2.1, as Keras has it) for
   * {@code from <= i < to}: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = kept w
   * - rate m / (sqrt(v) + epsilon).
   *
   * @param rate learning rate with the bias correction in it
   * @param kept share of w that no decay takes away; 1 without
   */
  void adam(
      int from,
      int to,
      float[] w,
      float[] g,
      float[] m,
      float[] v,
      float rate,
      float beta1,
      float beta2,
      float epsilon,
      float kept);
}
