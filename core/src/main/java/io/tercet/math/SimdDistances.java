package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of squared distances from differences: four vectors against two registers' width of others,
 * which lie as columns, so that each lane is a pair of its own and nothing is summed across lanes.
 * A pair is one chain of fused multiply-adds in the order of the dimensions, whichever tile it
 * falls in.
 */
final class SimdDistances {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;
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
    // Columns outside, so that a block of b [d x COLUMNS] stays in the first cache.
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
      int a0,
      int aStride,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int p = 0; p < d; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
      FloatVector x00 = x0.sub(b0);
      FloatVector x01 = x0.sub(b1);
      c00 = x00.fma(x00, c00);
      c01 = x01.fma(x01, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
      FloatVector x10 = x1.sub(b0);
      FloatVector x11 = x1.sub(b1);
      c10 = x10.fma(x10, c10);
      c11 = x11.fma(x11, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
      FloatVector x20 = x2.sub(b0);
      FloatVector x21 = x2.sub(b1);
      c20 = x20.fma(x20, c20);
      c21 = x21.fma(x21, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
      FloatVector x30 = x3.sub(b0);
      FloatVector x31 = x3.sub(b1);
      c30 = x30.fma(x30, c30);
      c31 = x31.fma(x31, c31);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c10.intoArray(c, cOffset + cStride);
    c11.intoArray(c, cOffset + cStride + LANES);
    c20.intoArray(c, cOffset + 2 * cStride);
    c21.intoArray(c, cOffset + 2 * cStride + LANES);
    c30.intoArray(c, cOffset + 3 * cStride);
    c31.intoArray(c, cOffset + 3 * cStride + LANES);
  }

  /** One vector against one register's width of others, some lanes of which may be missing. */
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
