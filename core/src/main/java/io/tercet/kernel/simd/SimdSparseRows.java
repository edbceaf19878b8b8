package io.tercet.kernel.simd;

import io.tercet.tensor.CsrRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of sparse rows with an unpacked matrix, for convolutions whose gradients are mostly 0.
 * Six vectors of a row of c stay in registers while the non-zero entries of a row of x are
 * processed:
 *
 * <pre>
 *   entry e:  value[e] broadcast      row column[e] of b, 96 floats at 512 bits (L1 / L2)
 *             [ v v v v v v ]    x    [ b0 | b1 | b2 | b3 | b4 | b5 ]
 *             registers               [ c0 | c1 | c2 | c3 | c4 | c5 ]    loaded and stored once per row
 * </pre>
 *
 * <p>Six chains of multiply-adds hide their latency, and 96 is three pixels of 32 channels.
 */
final class SimdSparseRows {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 6 * LANES;

  private SimdSparseRows() {}

  static void add(
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
    char[] column = x.column();
    float[] value = x.value();
    for (int i = from; i < to; i++) {
      int start = x.start()[i];
      int end = x.end()[i];
      if (start == end) {
        continue;
      }
      int at = cOffset + i * cStride;
      int j = 0;
      for (; j + WIDTH <= n; j += WIDTH) {
        addSix(column, value, start, end, b, bOffset + j, bStride, c, at + j);
      }
      for (; j < n; j += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(j, n);
        addOne(column, value, start, end, b, bOffset + j, bStride, c, at + j, lanes);
      }
    }
  }

  private static void addSix(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int at) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, at);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, at + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, at + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, at + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, at + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, at + 5 * LANES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      int row = bOffset + column[e] * bStride;
      c0 = v.fma(FloatVector.fromArray(SPECIES, b, row), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, b, row + LANES), c1);
      c2 = v.fma(FloatVector.fromArray(SPECIES, b, row + 2 * LANES), c2);
      c3 = v.fma(FloatVector.fromArray(SPECIES, b, row + 3 * LANES), c3);
      c4 = v.fma(FloatVector.fromArray(SPECIES, b, row + 4 * LANES), c4);
      c5 = v.fma(FloatVector.fromArray(SPECIES, b, row + 5 * LANES), c5);
    }
    c0.intoArray(c, at);
    c1.intoArray(c, at + LANES);
    c2.intoArray(c, at + 2 * LANES);
    c3.intoArray(c, at + 3 * LANES);
    c4.intoArray(c, at + 4 * LANES);
    c5.intoArray(c, at + 5 * LANES);
  }

  private static void addOne(
      char[] column,
      float[] value,
      int start,
      int end,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int at,
      VectorMask<Float> lanes) {
    FloatVector sum = FloatVector.fromArray(SPECIES, c, at, lanes);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      int row = bOffset + column[e] * bStride;
      sum = v.fma(FloatVector.fromArray(SPECIES, b, row, lanes), sum);
    }
    sum.intoArray(c, at, lanes);
  }
}
