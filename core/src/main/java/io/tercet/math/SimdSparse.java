package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with sparse rows. Four vectors of outputs (64 floats at 512 bits) stay in registers
 * while the non-zero entries of a row pass by:
 *
 * <pre>
 *   entry e:  value[e] broadcast        w, row column[e]
 *               [ v v v v ]      x   [ w0 | w1 | w2 | w3 ]     w: L2 (784 x 64 floats = 200 KB)
 *                                       |    |    |    |
 *             registers              [ c0 | c1 | c2 | c3 ]     written once a row
 * </pre>
 */
final class SimdSparse {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = 4 * LANES;

  private static final ThreadLocal<Scratch> PACKED = ThreadLocal.withInitial(Scratch::new);

  private SimdSparse() {}

  /** A buffer of one thread, kept from call to call. */
  private static final class Scratch {
    private float[] values = new float[0];

    float[] resize(int size) {
      if (values.length < size) {
        values = new float[size];
      }
      return values;
    }
  }

  static void multiply(SparseRows x, int from, int to, float[] w, int n, float[] c) {
    if (n <= BLOCK) {
      multiplyColumns(x, from, to, w, n, n, c, 0, n);
      return;
    }
    // A block of w is copied together: as it lies, its rows fall into few sets of the caches.
    int columns = x.columns();
    float[] packed = PACKED.get().resize(columns * BLOCK);
    for (int j = 0; j < n; j += BLOCK) {
      int width = Math.min(BLOCK, n - j);
      for (int row = 0; row < columns; row++) {
        System.arraycopy(w, row * n + j, packed, row * BLOCK, width);
      }
      multiplyColumns(x, from, to, packed, BLOCK, width, c, j, n);
    }
  }

  /**
   * Columns {@code at} to {@code at + n} - 1 of c from as many of w, whose rows are a stride apart.
   */
  private static void multiplyColumns(
      SparseRows x,
      int from,
      int to,
      float[] w,
      int stride,
      int n,
      float[] c,
      int at,
      int cStride) {
    char[] column = x.column();
    float[] value = x.value();
    for (int i = from; i < to; i++) {
      int start = x.start()[i];
      int end = x.end()[i];
      int target = i * cStride + at;
      int j = 0;
      for (; j + BLOCK <= n; j += BLOCK) {
        rowTimesBlock(column, value, start, end, w, stride, j, c, target + j);
      }
      for (; j < n; j += LANES) {
        rowTimesVector(column, value, start, end, w, stride, n, j, c, target + j);
      }
    }
  }

  private static void rowTimesBlock(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] w,
      int n,
      int j,
      float[] c,
      int at) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      int row = column[e] * n + j;
      c0 = v.fma(FloatVector.fromArray(SPECIES, w, row), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, w, row + LANES), c1);
      c2 = v.fma(FloatVector.fromArray(SPECIES, w, row + 2 * LANES), c2);
      c3 = v.fma(FloatVector.fromArray(SPECIES, w, row + 3 * LANES), c3);
    }
    c0.intoArray(c, at);
    c1.intoArray(c, at + LANES);
    c2.intoArray(c, at + 2 * LANES);
    c3.intoArray(c, at + 3 * LANES);
  }

  private static void rowTimesVector(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] w,
      int stride,
      int n,
      int j,
      float[] c,
      int at) {
    VectorMask<Float> lanes = SPECIES.indexInRange(j, n);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      sum = v.fma(FloatVector.fromArray(SPECIES, w, column[e] * stride + j, lanes), sum);
    }
    sum.intoArray(c, at, lanes);
  }

  static void addTransposed(
      SparseRows x,
      int[] rows,
      int from,
      int to,
      float[] d,
      int dOffset,
      int dStride,
      int n,
      float[] w) {
    char[] column = x.column();
    float[] value = x.value();
    for (int i = from; i < to; i++) {
      int start = x.start()[rows[i]];
      int end = x.end()[rows[i]];
      int row = dOffset + (i - from) * dStride;
      int j = 0;
      for (; j + BLOCK <= n; j += BLOCK) {
        addBlock(column, value, start, end, d, row + j, w, n, j);
      }
      for (; j < n; j += LANES) {
        addVector(column, value, start, end, d, row + j, w, n, j);
      }
    }
  }

  private static void addBlock(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] d,
      int at,
      float[] w,
      int n,
      int j) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, d, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, d, at + LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, d, at + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, d, at + 3 * LANES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      int row = column[e] * n + j;
      add(v, d0, w, row);
      add(v, d1, w, row + LANES);
      add(v, d2, w, row + 2 * LANES);
      add(v, d3, w, row + 3 * LANES);
    }
  }

  private static void add(FloatVector v, FloatVector d, float[] w, int at) {
    v.fma(d, FloatVector.fromArray(SPECIES, w, at)).intoArray(w, at);
  }

  private static void addVector(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] d,
      int at,
      float[] w,
      int n,
      int j) {
    VectorMask<Float> lanes = SPECIES.indexInRange(j, n);
    FloatVector gradient = FloatVector.fromArray(SPECIES, d, at, lanes);
    for (int e = start; e < end; e++) {
      int row = column[e] * n + j;
      gradient
          .mul(value[e])
          .add(FloatVector.fromArray(SPECIES, w, row, lanes))
          .intoArray(w, row, lanes);
    }
  }
}
