package io.tercet.kernel;

import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.SparseBatch;

/** Products with sparse rows, and the search for entries that are not zero. */
public interface SparseKernels {

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
}
