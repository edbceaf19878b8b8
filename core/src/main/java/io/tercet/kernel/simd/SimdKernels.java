package io.tercet.kernel.simd;

import io.tercet.kernel.Kernels;
import io.tercet.kernel.PackedWeights;
import io.tercet.kernel.RankLookup;
import io.tercet.kernel.TileGrid;
import io.tercet.kernel.WindowList;
import io.tercet.kernel.Windows;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.RowSelection;
import io.tercet.tensor.SparseBatch;

/** The kernels on the Vector API, one class per family. */
public final class SimdKernels implements Kernels {

  @Override
  public String description() {
    return "SIMD, " + SimdSpecies.FLOAT.vectorBitSize() + "-bit vectors";
  }

  @Override
  public void multiply(
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
      boolean accumulate) {
    SimdProduct.multiply(
        m,
        n,
        k,
        a,
        aOffset,
        aRowStride,
        aColumnStride,
        b,
        bOffset,
        bRowStride,
        bColumnStride,
        c,
        cOffset,
        cRowStride,
        accumulate);
  }

  @Override
  public int packedFiltersSize(int depth, int n) {
    return SimdConvolution.packedSize(depth, n);
  }

  @Override
  public void packFilters(int depth, int n, float[] w, int wOffset, float[] packed) {
    SimdConvolution.pack(depth, n, w, wOffset, packed);
  }

  @Override
  public void convolve(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset) {
    SimdConvolution.multiply(windows, n, x, xOffset, packed, y, yOffset);
  }

  @Override
  public int packedWinogradFiltersSize(int channels, int filters) {
    return SimdWinograd.packedSize(channels, filters);
  }

  @Override
  public void packWinogradFilters(
      int channels, int filters, float[] w, int wOffset, float[] packed) {
    SimdWinograd.pack(channels, filters, w, wOffset, packed);
  }

  @Override
  public void convolveWinograd(
      int tileRows,
      int tileColumns,
      int channels,
      int filters,
      float[] x,
      int xOffset,
      float[] packed,
      float[] y,
      int yOffset) {
    SimdWinograd.multiply(tileRows, tileColumns, channels, filters, x, xOffset, packed, y, yOffset);
  }

  @Override
  public int convolutionScratch() {
    return SimdFusedConvolution.scratch();
  }

  @Override
  public void convolveFused(
      WindowList windows,
      int count,
      int n,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] scratch) {
    SimdFusedConvolution.convolve(
        windows, count, n, x, xOffset, packed, bias, biasOffset, activation, y, yOffset, scratch);
  }

  @Override
  public int winogradScratch(TileGrid grid) {
    return SimdFusedWinograd.scratch(grid);
  }

  @Override
  public void convolveWinogradFused(
      TileGrid grid,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] scratch) {
    SimdFusedWinograd.convolve(
        grid, x, xOffset, packed, bias, biasOffset, activation, y, yOffset, scratch);
  }

  @Override
  public int panelWidth() {
    return SimdSparse.WIDTH;
  }

  @Override
  public void multiplySparse(
      SparseBatch x,
      int from,
      int to,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] c,
      int cOffset) {
    float floor = SimdActivation.floor(activation);
    int at = cOffset + from * n;
    DeltaByteRows packed = x instanceof RowSelection rows ? rows.packed() : null;
    if (packed != null && packed.denseColumns().equals(w.denseColumns())) {
      int[] examples = ((RowSelection) x).examples();
      SimdDeltaByteRows.multiply(packed, examples, from, to, w, n, bias, biasOffset, floor, c, at);
    } else {
      CsrRows rows = x.entries(from, to).withFirst(w.denseColumns());
      SimdSparse.multiply(rows, w, n, bias, biasOffset, floor, c, at);
    }
    SimdActivation.applyNonlinear(activation, (to - from) * n, c, at);
  }

  @Override
  public char[] summationOrder(int columns, DenseColumns first) {
    char[] order = new char[columns];
    int next = 0;
    for (int i = 0; i < first.count(); i++) {
      order[next++] = (char) first.column(i);
    }
    for (int column = 0; column < columns; column++) {
      if (!first.contains(column)) {
        order[next++] = (char) column;
      }
    }
    return order;
  }

  @Override
  public void multiplyEntries(
      int count,
      char[] columns,
      float[] values,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset) {
    float floor = SimdActivation.floor(activation);
    SimdSparse.multiplyRow(columns, values, 0, count, w, n, bias, biasOffset, floor, y, yOffset);
    SimdActivation.applyNonlinear(activation, n, y, yOffset);
  }

  @Override
  public void multiplySparseTransposed(
      ColumnBlocks x,
      int range,
      int n,
      float[] dz,
      int dzOffset,
      int dzStride,
      float[] c,
      int cOffset,
      int cStride) {
    SimdSparseGradient.multiply(x, range, n, dz, dzOffset, dzStride, c, cOffset, cStride);
  }

  @Override
  public void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset) {
    SimdActivation.addBiasAndActivate(activation, m, n, bias, biasOffset, c, cOffset);
  }

  @Override
  public void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset) {
    SimdActivation.multiplyByDerivative(activation, count, y, yOffset, gradient, gradientOffset);
  }

  @Override
  public void addColumnSums(
      int m, int n, float[] d, int dOffset, int dStride, float[] sums, int sumsOffset) {
    SimdColumnSums.add(m, n, d, dOffset, dStride, sums, sumsOffset);
  }

  @Override
  public float dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
    return SimdVectors.dot(n, a, aOffset, b, bOffset);
  }

  @Override
  public float squaredDistance(int n, float[] a, int aOffset, float[] b, int bOffset) {
    return SimdVectors.squaredDistance(n, a, aOffset, b, bOffset);
  }

  @Override
  public int candidatesWithin(
      int n,
      float[] dots,
      int dotsOffset,
      float[] norms,
      int normsOffset,
      float threshold,
      int[] hits) {
    return SimdVectors.candidatesWithin(n, dots, dotsOffset, norms, normsOffset, threshold, hits);
  }

  @Override
  public void squaredDistances(
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
      int cRowStride) {
    SimdDistances.squared(
        m, n, d, a, aOffset, aRowStride, b, bOffset, bRowStride, c, cOffset, cRowStride);
  }

  @Override
  public void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset) {
    SimdDropout.dropout(n, key, rate, x, xOffset, y, yOffset);
  }

  @Override
  public float sumExp(
      int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
    return SimdRows.sumExp(n, scale, shift, x, xOffset, y, yOffset);
  }

  @Override
  public float smallest(int n, float sign, float[] x, int xOffset) {
    return SimdRows.smallest(n, sign, x, xOffset);
  }

  @Override
  public int indexOfSmallest(int n, float sign, float[] x, int xOffset) {
    return SimdRows.indexOfSmallest(n, sign, x, xOffset);
  }

  @Override
  public int countNonZero(int n, float[] x, int xOffset) {
    return SimdRows.countNonZero(n, x, xOffset);
  }

  @Override
  public void maskBelow(int n, float sign, float bound, float[] x, long[] bits) {
    SimdSelection.maskBelow(n, sign, bound, x, bits);
  }

  @Override
  public int compress(int n, long[] bits, float[] x, float[] y) {
    return SimdSelection.compress(n, bits, x, y);
  }

  @Override
  public void expand(int n, long[] bits, float[] x, float[] y) {
    SimdSelection.expand(n, bits, x, y);
  }

  @Override
  public void lookUpRanks(
      RankLookup grid, int n, float sign, float[] x, float one, float two, int[] ones, int[] twos) {
    SimdRanking.rank(grid, n, sign, x, one, two, ones, twos);
  }

  @Override
  public void addSparse(
      CsrRows x,
      int from,
      int to,
      int n,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride) {
    SimdSparseRows.add(x, from, to, n, b, bOffset, bStride, c, cOffset, cStride);
  }

  @Override
  public void maxPool(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset) {
    SimdPool.maxPool(windows, size, channels, x, xOffset, xRow, y, yOffset);
  }

  @Override
  public void maxPoolBackward(
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
      int dxOffset) {
    SimdPool.maxPoolBackward(
        windows, size, channels, x, xOffset, xRow, y, yOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public int listNonZero(int n, byte[] bytes, int from, char[] columns, float[] values, int at) {
    return SimdNonZero.list(n, bytes, from, columns, values, at);
  }

  @Override
  public int findNonZero(int n, float[] x, int xOffset, int[] hits) {
    return SimdRows.findNonZero(n, x, xOffset, hits);
  }

  @Override
  public float sum(int n, float[] x, int xOffset) {
    return SimdRows.sum(n, x, xOffset);
  }

  @Override
  public void divideByTwice(
      int n, float[] values, int valuesOffset, float[] gradients, int gradientsOffset) {
    SimdRows.divideByTwice(n, values, valuesOffset, gradients, gradientsOffset);
  }

  @Override
  public void addScaled(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    SimdVectors.addScaled(n, alpha, x, xOffset, y, yOffset);
  }

  @Override
  public void sum(float[][] parts, int from, int to, float[] total, int totalOffset) {
    SimdVectors.sum(parts, from, to, total, totalOffset);
  }

  @Override
  public void adam(
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
      float kept) {
    SimdAdam.step(from, to, w, g, m, v, rate, beta1, beta2, epsilon, kept);
  }
}
