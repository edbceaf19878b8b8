package io.tercet.kernel;

import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.SparseBatch;

/** Products with sparse rows, and the search for non-zero entries. */
public interface SparseKernels {

  /** Columns of a panel of {@link PackedWeights}. */
  int panelWidth();

  /**
   * A dense layer with sparse input: row i of c = f(row i of x times w + bias), for i from {@code
   * from} to {@code to} - 1. The cost is proportional to the number of non-zero entries.
   *
   * @param w [columns of x, n]
   * @param bias n values, starting at {@code biasOffset}
   * @param c [rows of x, n], row-major, starting at {@code cOffset}
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
   * The order in which {@link #multiplySparse} adds up the columns of a row.
   *
   * @param first dense columns, which SIMD kernels take first
   */
  char[] summationOrder(int columns, DenseColumns first);

  /**
   * One row of {@link #multiplySparse}: y = f(row times w + bias).
   *
   * @param count number of the row's entries
   * @param columns their columns, in {@link #summationOrder}
   * @param values their values
   */
  void multiplyEntries(
      int count,
      char[] columns,
      float[] values,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset);

  /**
   * c = x^T dz for one range of the columns of a sparse x, which are those rows of c.
   *
   * @param dz [rows of x, n], starting at {@code dzOffset}, rows {@code dzStride} apart
   * @param c [columns of x, n], starting at {@code cOffset}, rows {@code cStride} apart
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
   * c += x b for rows {@code from} to {@code to} - 1 of a sparse x, with unpacked b and c: row j of
   * b begins at {@code bOffset + j bStride}, row i of c at {@code cOffset + i cStride}. Rows of b
   * may overlap, and so may rows of c, which are updated in order.
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

  /** Number of non-zero x[i]. */
  int countNonZero(int n, float[] x, int xOffset);

  /**
   * Lists the indices of the non-zero bytes among n unsigned bytes, ascending; returns their
   * number.
   *
   * @param bytes starting at {@code from}
   * @param columns receives the indices, starting at {@code at}; up to n places may be overwritten
   * @param values receives each byte / 255, likewise
   */
  int listNonZero(int n, byte[] bytes, int from, char[] columns, float[] values, int at);

  /** Lists the indices of the non-zero x[i], ascending; returns their number. */
  int findNonZero(int n, float[] x, int xOffset, int[] hits);
}
