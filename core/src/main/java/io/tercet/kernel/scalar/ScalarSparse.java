package io.tercet.kernel.scalar;

import io.tercet.kernel.PackedWeights;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.SparseBatch;
import io.tercet.tensor.UnitBytes;
import java.util.Arrays;

/** Scalar kernels for sparse rows: the reference of the SIMD ones. */
final class ScalarSparse {
  private ScalarSparse() {}

  static void multiplySparse(
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
    CsrRows entries = x.entries(from, to);
    for (int i = from; i < to; i++) {
      int start = entries.start()[i - from];
      int end = entries.end()[i - from];
      multiplyRow(
          entries.column(),
          entries.value(),
          start,
          end,
          w,
          n,
          bias,
          biasOffset,
          activation,
          c,
          cOffset + i * n);
    }
  }

  /** One row of the entries {@code start} to {@code end} - 1. */
  static void multiplyRow(
      char[] column,
      float[] value,
      int start,
      int end,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] c,
      int row) {
    Arrays.fill(c, row, row + n, 0);
    for (int e = start; e < end; e++) {
      for (int j = 0; j < n; j++) {
        c[row + j] += value[e] * w.get(column[e], j);
      }
    }
    for (int j = 0; j < n; j++) {
      c[row + j] = activation.apply(c[row + j] + bias[biasOffset + j]);
    }
  }

  static void multiplySparseTransposed(
      ColumnBlocks x,
      int range,
      int n,
      float[] dz,
      int dzOffset,
      int dzStride,
      float[] c,
      int cOffset,
      int cStride) {
    for (int j = 0; j < x.columns(); j++) {
      if (x.contains(range, j)) {
        Arrays.fill(c, cOffset + j * cStride, cOffset + j * cStride + n, 0);
      }
    }
    DeltaByteRows packed = x.packed();
    for (int i = 0; i < x.rows() && packed != null; i++) {
      addPacked(
          packed, x.examples()[i], x, range, n, dz, dzOffset + i * dzStride, c, cOffset, cStride);
    }
    for (int b = 0; b < x.blocks() && packed == null; b++) {
      ColumnBlocks.Block block = x.block(b);
      CsrRows entries = block.entries();
      for (int i = 0; i < entries.rows(); i++) {
        int row = dzOffset + (block.first() + i) * dzStride;
        for (int e = block.start(i, range); e < block.start(i, range + 1); e++) {
          int at = cOffset + entries.column()[e] * cStride;
          addProduct(n, entries.value()[e], dz, row, c, at);
        }
      }
    }
  }

  private static void addPacked(
      DeltaByteRows packed,
      int example,
      ColumnBlocks x,
      int range,
      int n,
      float[] dz,
      int row,
      float[] c,
      int cOffset,
      int cStride) {
    char[] columns = new char[packed.room()];
    float[] values = new float[packed.room()];
    int[] end = new int[1];
    packed.list(new int[] {example}, 1, columns, values, end);
    for (int e = 0; e < end[0]; e++) {
      if (x.contains(range, columns[e])) {
        addProduct(n, values[e], dz, row, c, cOffset + columns[e] * cStride);
      }
    }
  }

  private static void addProduct(int n, float value, float[] dz, int row, float[] c, int at) {
    for (int k = 0; k < n; k++) {
      c[at + k] += value * dz[row + k];
    }
  }

  static void addSparse(
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
    for (int i = from; i < to; i++) {
      for (int e = x.start()[i]; e < x.end()[i]; e++) {
        for (int j = 0; j < n; j++) {
          int at = cOffset + i * cStride + j;
          c[at] = Math.fma(x.value()[e], b[bOffset + x.column()[e] * bStride + j], c[at]);
        }
      }
    }
  }

  static int listNonZero(int n, byte[] bytes, int from, char[] columns, float[] values, int at) {
    int next = at;
    for (int i = 0; i < n; i++) {
      byte found = bytes[from + i];
      if (found != 0) {
        columns[next] = (char) i;
        values[next++] = UnitBytes.toFloat(found);
      }
    }
    return next - at;
  }
}
