package io.tercet.kernel.scalar;

import io.tercet.kernel.Kernels;
import io.tercet.kernel.Lowbias32;
import io.tercet.kernel.PackedWeights;
import io.tercet.kernel.RankLookup;
import io.tercet.kernel.TileGrid;
import io.tercet.kernel.WindowList;
import io.tercet.kernel.Windows;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.SparseBatch;
import java.util.Arrays;

/**
 * Plain loops: the reference that tests compare SIMD with, and the fallback where the vector module
 * is absent.
 */
public final class ScalarKernels implements Kernels {

  @Override
  public String description() {
    return "scalar";
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOffset + i * cRowStride + j;
        float sum = accumulate ? c[at] : 0;
        for (int p = 0; p < k; p++) {
          sum +=
              a[aOffset + i * aRowStride + p * aColumnStride]
                  * b[bOffset + p * bRowStride + j * bColumnStride];
        }
        c[at] = sum;
      }
    }
  }

  @Override
  public int packedFiltersSize(int depth, int n) {
    return depth * n;
  }

  @Override
  public void packFilters(int depth, int n, float[] w, int wOffset, float[] packed) {
    System.arraycopy(w, wOffset, packed, 0, depth * n);
  }

  @Override
  public void convolve(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset) {
    int length = windows.length();
    for (int s = 0; s < windows.segments(); s++) {
      multiply(
          windows.count(),
          n,
          length,
          x,
          xOffset + s * windows.segmentStride(),
          windows.stride(),
          1,
          packed,
          s * length * n,
          n,
          1,
          y,
          yOffset,
          n,
          s > 0);
    }
  }

  @Override
  public int packedWinogradFiltersSize(int channels, int filters) {
    return 9 * channels * filters;
  }

  @Override
  public void packWinogradFilters(
      int channels, int filters, float[] w, int wOffset, float[] packed) {
    System.arraycopy(w, wOffset, packed, 0, 9 * channels * filters);
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
    int xRow = (2 * tileColumns + 2) * channels;
    Windows windows = new Windows(2 * tileColumns, channels, 3, xRow, 3 * channels);
    for (int row = 0; row < 2 * tileRows; row++) {
      int from = xOffset + row * xRow;
      int to = yOffset + row * windows.count() * filters;
      convolve(windows, filters, x, from, packed, y, to);
    }
  }

  @Override
  public int convolutionScratch() {
    return 0;
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
    ScalarConvolution.convolve(
        windows, count, n, x, xOffset, packed, bias, biasOffset, activation, y, yOffset);
  }

  @Override
  public int winogradScratch(TileGrid grid) {
    return 0;
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
    ScalarConvolution.convolveTiles(
        grid, x, xOffset, packed, bias, biasOffset, activation, y, yOffset);
  }

  @Override
  public int panelWidth() {
    return 16;
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
    ScalarSparse.multiplySparse(x, from, to, w, n, bias, biasOffset, activation, c, cOffset);
  }

  @Override
  public char[] summationOrder(int columns, DenseColumns first) {
    char[] order = new char[columns];
    for (int column = 0; column < columns; column++) {
      order[column] = (char) column;
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
    ScalarSparse.multiplyRow(
        columns, values, 0, count, w, n, bias, biasOffset, activation, y, yOffset);
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
    ScalarSparse.multiplySparseTransposed(x, range, n, dz, dzOffset, dzStride, c, cOffset, cStride);
  }

  @Override
  public void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset) {
    for (int i = 0; i < m * n; i++) {
      c[cOffset + i] = activation.apply(c[cOffset + i] + bias[biasOffset + i % n]);
    }
  }

  @Override
  public void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset) {
    for (int i = 0; i < count; i++) {
      gradient[gradientOffset + i] *= activation.derivative(y[yOffset + i]);
    }
  }

  @Override
  public void addColumnSums(
      int m, int n, float[] d, int dOffset, int dStride, float[] sums, int sumsOffset) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        sums[sumsOffset + j] += d[dOffset + i * dStride + j];
      }
    }
  }

  @Override
  public float dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  @Override
  public float squaredDistance(int n, float[] a, int aOffset, float[] b, int bOffset) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      float difference = a[aOffset + i] - b[bOffset + i];
      sum += difference * difference;
    }
    return sum;
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
    int found = 0;
    for (int j = 0; j < n; j++) {
      float value = norms[normsOffset + j] - 2 * dots[dotsOffset + j];
      dots[dotsOffset + j] = value;
      if (value < threshold) {
        hits[found++] = j;
      }
    }
    return found;
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < d; p++) {
          float difference = a[aOffset + i * aRowStride + p] - b[bOffset + p * bRowStride + j];
          sum += difference * difference;
        }
        c[cOffset + i * cRowStride + j] = sum;
      }
    }
  }

  @Override
  public void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset) {
    int below = Lowbias32.bound(rate);
    float scale = (float) (1 / (1 - rate));
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Lowbias32.of(key + i) < below ? 0 : scale * x[xOffset + i];
    }
  }

  @Override
  public float sumExp(
      int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      float exponent = scale * x[xOffset + i] - shift;
      float value = exponent < -87 ? 0 : (float) Math.exp(Math.min(exponent, 88));
      y[yOffset + i] = value;
      sum += value;
    }
    return sum;
  }

  @Override
  public float smallest(int n, float sign, float[] x, int xOffset) {
    float smallest = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      smallest = Math.min(smallest, sign * x[xOffset + i]);
    }
    return smallest;
  }

  @Override
  public int indexOfSmallest(int n, float sign, float[] x, int xOffset) {
    int best = n == 0 ? -1 : 0;
    for (int i = 1; i < n; i++) {
      best = sign * x[xOffset + i] < sign * x[xOffset + best] ? i : best;
    }
    return best;
  }

  @Override
  public int countNonZero(int n, float[] x, int xOffset) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += x[xOffset + i] != 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public void maskBelow(int n, float sign, float bound, float[] x, long[] bits) {
    Arrays.fill(bits, 0, Math.ceilDiv(n, Long.SIZE), 0);
    for (int i = 0; i < n; i++) {
      bits[i >> 6] |= sign * x[i] < bound ? 1L << i : 0;
    }
  }

  @Override
  public int compress(int n, long[] bits, float[] x, float[] y) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      if ((bits[i >> 6] >>> i & 1) != 0) {
        y[count++] = x[i];
      }
    }
    return count;
  }

  @Override
  public void expand(int n, long[] bits, float[] x, float[] y) {
    int next = 0;
    for (int i = 0; i < n; i++) {
      y[i] = (bits[i >> 6] >>> i & 1) != 0 ? x[next++] : 0;
    }
  }

  @Override
  public void lookUpRanks(
      RankLookup grid, int n, float sign, float[] x, float one, float two, int[] ones, int[] twos) {
    for (int i = 0; i < n; i++) {
      ones[i] = grid.walk(0, sign * x[i], one);
      twos[i] = grid.walk(0, sign * x[i], two);
    }
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
    ScalarSparse.addSparse(x, from, to, n, b, bOffset, bStride, c, cOffset, cStride);
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
    for (int window = 0; window < windows; window++) {
      int from = xOffset + window * size * channels;
      ScalarPool.maxPool(0, channels, size, x, from, xRow, y, yOffset + window * channels);
    }
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
    for (int window = 0; window < windows; window++) {
      int from = window * size * channels;
      int at = window * channels;
      ScalarPool.maxPoolBackward(
          0,
          channels,
          size,
          x,
          xOffset + from,
          xRow,
          y,
          yOffset + at,
          dy,
          dyOffset + at,
          dx,
          dxOffset + from);
    }
  }

  @Override
  public int listNonZero(int n, byte[] bytes, int from, char[] columns, float[] values, int at) {
    return ScalarSparse.listNonZero(n, bytes, from, columns, values, at);
  }

  @Override
  public int findNonZero(int n, float[] x, int xOffset, int[] hits) {
    int found = 0;
    for (int i = 0; i < n; i++) {
      if (x[xOffset + i] != 0) {
        hits[found++] = i;
      }
    }
    return found;
  }

  @Override
  public float sum(int n, float[] x, int xOffset) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOffset + i];
    }
    return sum;
  }

  @Override
  public void divideByTwice(
      int n, float[] values, int valuesOffset, float[] gradients, int gradientsOffset) {
    for (int i = 0; i < n; i++) {
      float value = values[valuesOffset + i];
      gradients[gradientsOffset + i] = value > 0 ? gradients[gradientsOffset + i] / (2 * value) : 0;
    }
  }

  @Override
  public void addScaled(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  @Override
  public void sum(float[][] parts, int from, int to, float[] total, int totalOffset) {
    for (int i = from; i < to; i++) {
      float sum = 0;
      for (float[] part : parts) {
        sum += part[i];
      }
      total[totalOffset + i - from] = sum;
    }
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
    for (int i = from; i < to; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      w[i] = kept * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
