package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of squared distances computed from differences: eight vectors against two registers of
 * others, stored as columns, so that each lane is one pair and nothing is summed across lanes. A
 * pair is one chain of fused multiply-adds in the order of the dimensions, regardless of its tile.
 */
final class SimdDistances {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 8;
  private static final int COLUMNS = 2 * LANES;

  private SimdDistances() {}

  static void squared(
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
    int wholeRows = m - m % ROWS;
    int wholeColumns = n - n % COLUMNS;
    // Columns in the outer loop, so that a block of b [d x COLUMNS] stays in L1.
    for (int j = 0; j < wholeColumns; j += COLUMNS) {
      for (int i = 0; i < wholeRows; i += ROWS) {
        int cAt = cOffset + i * cRowStride + j;
        tile(
            d,
            a,
            aOffset + i * aRowStride,
            aRowStride,
            b,
            bOffset + j,
            bRowStride,
            c,
            cAt,
            cRowStride);
      }
    }
    for (int i = 0; i < m; i++) {
      int from = i < wholeRows ? wholeColumns : 0;
      int aAt = aOffset + i * aRowStride;
      for (int j = from; j < n; j += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(j, n);
        strip(d, a, aAt, b, bOffset + j, bRowStride, lanes)
            .intoArray(c, cOffset + i * cRowStride + j, lanes);
      }
    }
  }

  private static void tile(
      int d,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int p = 0; p < d; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
      FloatVector x00 = a0.sub(b0);
      FloatVector x01 = a0.sub(b1);
      c00 = x00.fma(x00, c00);
      c01 = x01.fma(x01, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + aStride + p]);
      FloatVector x10 = a1.sub(b0);
      FloatVector x11 = a1.sub(b1);
      c10 = x10.fma(x10, c10);
      c11 = x11.fma(x11, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + 2 * aStride + p]);
      FloatVector x20 = a2.sub(b0);
      FloatVector x21 = a2.sub(b1);
      c20 = x20.fma(x20, c20);
      c21 = x21.fma(x21, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + 3 * aStride + p]);
      FloatVector x30 = a3.sub(b0);
      FloatVector x31 = a3.sub(b1);
      c30 = x30.fma(x30, c30);
      c31 = x31.fma(x31, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + 4 * aStride + p]);
      FloatVector x40 = a4.sub(b0);
      FloatVector x41 = a4.sub(b1);
      c40 = x40.fma(x40, c40);
      c41 = x41.fma(x41, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + 5 * aStride + p]);
      FloatVector x50 = a5.sub(b0);
      FloatVector x51 = a5.sub(b1);
      c50 = x50.fma(x50, c50);
      c51 = x51.fma(x51, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aOffset + 6 * aStride + p]);
      FloatVector x60 = a6.sub(b0);
      FloatVector x61 = a6.sub(b1);
      c60 = x60.fma(x60, c60);
      c61 = x61.fma(x61, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aOffset + 7 * aStride + p]);
      FloatVector x70 = a7.sub(b0);
      FloatVector x71 = a7.sub(b1);
      c70 = x70.fma(x70, c70);
      c71 = x71.fma(x71, c71);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c10.intoArray(c, cOffset + cStride);
    c11.intoArray(c, cOffset + cStride + LANES);
    c20.intoArray(c, cOffset + 2 * cStride);
    c21.intoArray(c, cOffset + 2 * cStride + LANES);
    c30.intoArray(c, cOffset + 3 * cStride);
    c31.intoArray(c, cOffset + 3 * cStride + LANES);
    c40.intoArray(c, cOffset + 4 * cStride);
    c41.intoArray(c, cOffset + 4 * cStride + LANES);
    c50.intoArray(c, cOffset + 5 * cStride);
    c51.intoArray(c, cOffset + 5 * cStride + LANES);
    c60.intoArray(c, cOffset + 6 * cStride);
    c61.intoArray(c, cOffset + 6 * cStride + LANES);
    c70.intoArray(c, cOffset + 7 * cStride);
    c71.intoArray(c, cOffset + 7 * cStride + LANES);
  }

  /** One vector against one register of others; lanes may be masked. */
  private static FloatVector strip(
      int d, float[] a, int aOffset, float[] b, int bOffset, int bStride, VectorMask<Float> lanes) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int p = 0; p < d; p++) {
      FloatVector other = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride, lanes);
      FloatVector difference = FloatVector.broadcast(SPECIES, a[aOffset + p]).sub(other);
      sum = difference.fma(difference, sum);
    }
    return sum;
  }
}
