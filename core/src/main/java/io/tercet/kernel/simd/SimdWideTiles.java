package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link SimdTile} for inference, where rows of a lie anywhere and are few: rows of a
 * times several panels of b.
 *
 * <p>Each row of a is {@code segments} pieces of k entries, {@code aSegment} apart. Each sum is one
 * chain of fused multiply-adds from 0 in the order of k, as in {@link SimdTile}: which tile
 * computes it does not show in its bits.
 */
final class SimdWideTiles {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = SimdTile.COLUMNS;

  /** Sums start from this: loaded, so that the compiler keeps them in registers. */
  private static final float[] ZEROS = new float[LANES];

  private SimdWideTiles() {}

  /** Five rows times two panels, {@code bPanel} apart. */
  static void fiveByFour(
      int segments,
      int k,
      float[] a,
      int r0,
      int r1,
      int r2,
      int r3,
      int r4,
      int aSegment,
      float[] b,
      int bOffset,
      int bPanel,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c02 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c03 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c11 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c12 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c13 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c20 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c21 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c22 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c23 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c30 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c31 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c32 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c33 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c40 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c41 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c42 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c43 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int s = 0; s < segments; s++) {
      int row = s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + LANES);
        FloatVector b2 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + bPanel);
        FloatVector b3 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + bPanel + LANES);
        FloatVector a0 = FloatVector.broadcast(SPECIES, a[r0 + row + p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        c02 = a0.fma(b2, c02);
        c03 = a0.fma(b3, c03);
        FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + row + p]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        c12 = a1.fma(b2, c12);
        c13 = a1.fma(b3, c13);
        FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + row + p]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        c22 = a2.fma(b2, c22);
        c23 = a2.fma(b3, c23);
        FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + row + p]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        c32 = a3.fma(b2, c32);
        c33 = a3.fma(b3, c33);
        FloatVector a4 = FloatVector.broadcast(SPECIES, a[r4 + row + p]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        c42 = a4.fma(b2, c42);
        c43 = a4.fma(b3, c43);
      }
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c02.intoArray(c, cOffset + 2 * LANES);
    c03.intoArray(c, cOffset + 3 * LANES);
    c10.intoArray(c, cOffset + cStride);
    c11.intoArray(c, cOffset + cStride + LANES);
    c12.intoArray(c, cOffset + cStride + 2 * LANES);
    c13.intoArray(c, cOffset + cStride + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * cStride);
    c21.intoArray(c, cOffset + 2 * cStride + LANES);
    c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * cStride + 3 * LANES);
    c30.intoArray(c, cOffset + 3 * cStride);
    c31.intoArray(c, cOffset + 3 * cStride + LANES);
    c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
    c33.intoArray(c, cOffset + 3 * cStride + 3 * LANES);
    c40.intoArray(c, cOffset + 4 * cStride);
    c41.intoArray(c, cOffset + 4 * cStride + LANES);
    c42.intoArray(c, cOffset + 4 * cStride + 2 * LANES);
    c43.intoArray(c, cOffset + 4 * cStride + 3 * LANES);
  }

  /** Four rows times two panels, {@code bPanel} apart. */
  static void fourByFour(
      int segments,
      int k,
      float[] a,
      int r0,
      int r1,
      int r2,
      int r3,
      int aSegment,
      float[] b,
      int bOffset,
      int bPanel,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c02 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c03 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c11 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c12 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c13 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c20 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c21 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c22 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c23 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c30 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c31 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c32 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c33 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int s = 0; s < segments; s++) {
      int row = s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + LANES);
        FloatVector b2 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + bPanel);
        FloatVector b3 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + bPanel + LANES);
        FloatVector a0 = FloatVector.broadcast(SPECIES, a[r0 + row + p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        c02 = a0.fma(b2, c02);
        c03 = a0.fma(b3, c03);
        FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + row + p]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        c12 = a1.fma(b2, c12);
        c13 = a1.fma(b3, c13);
        FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + row + p]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        c22 = a2.fma(b2, c22);
        c23 = a2.fma(b3, c23);
        FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + row + p]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        c32 = a3.fma(b2, c32);
        c33 = a3.fma(b3, c33);
      }
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c02.intoArray(c, cOffset + 2 * LANES);
    c03.intoArray(c, cOffset + 3 * LANES);
    c10.intoArray(c, cOffset + cStride);
    c11.intoArray(c, cOffset + cStride + LANES);
    c12.intoArray(c, cOffset + cStride + 2 * LANES);
    c13.intoArray(c, cOffset + cStride + 3 * LANES);
    c20.intoArray(c, cOffset + 2 * cStride);
    c21.intoArray(c, cOffset + 2 * cStride + LANES);
    c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
    c23.intoArray(c, cOffset + 2 * cStride + 3 * LANES);
    c30.intoArray(c, cOffset + 3 * cStride);
    c31.intoArray(c, cOffset + 3 * cStride + LANES);
    c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
    c33.intoArray(c, cOffset + 3 * cStride + 3 * LANES);
  }

  /** One row times one panel. */
  static void oneByTwo(
      int segments,
      int k,
      float[] a,
      int r0,
      int aSegment,
      float[] b,
      int bOffset,
      int bPanel,
      float[] c,
      int cOffset) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c1 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int s = 0; s < segments; s++) {
      int row = r0 + s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector entry = FloatVector.broadcast(SPECIES, a[row + p]);
        int at = panel + p * COLUMNS;
        c0 = entry.fma(FloatVector.fromArray(SPECIES, b, at), c0);
        c1 = entry.fma(FloatVector.fromArray(SPECIES, b, at + LANES), c1);
      }
    }
    c0.intoArray(c, cOffset);
    c1.intoArray(c, cOffset + LANES);
  }

  /** One row times two panels, {@code bPanel} apart. */
  static void oneByFour(
      int segments,
      int k,
      float[] a,
      int r0,
      int aSegment,
      float[] b,
      int bOffset,
      int bPanel,
      float[] c,
      int cOffset) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c1 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c2 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c3 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int s = 0; s < segments; s++) {
      int row = r0 + s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector entry = FloatVector.broadcast(SPECIES, a[row + p]);
        int at = panel + p * COLUMNS;
        c0 = entry.fma(FloatVector.fromArray(SPECIES, b, at), c0);
        c1 = entry.fma(FloatVector.fromArray(SPECIES, b, at + LANES), c1);
        c2 = entry.fma(FloatVector.fromArray(SPECIES, b, at + bPanel), c2);
        c3 = entry.fma(FloatVector.fromArray(SPECIES, b, at + bPanel + LANES), c3);
      }
    }
    c0.intoArray(c, cOffset);
    c1.intoArray(c, cOffset + LANES);
    c2.intoArray(c, cOffset + 2 * LANES);
    c3.intoArray(c, cOffset + 3 * LANES);
  }

  /** One row times four panels, {@code bPanel} apart. */
  static void oneByEight(
      int segments,
      int k,
      float[] a,
      int r0,
      int aSegment,
      float[] b,
      int bOffset,
      int bPanel,
      float[] c,
      int cOffset) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c1 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c2 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c3 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c4 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c5 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c6 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c7 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int s = 0; s < segments; s++) {
      int row = r0 + s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector entry = FloatVector.broadcast(SPECIES, a[row + p]);
        int at = panel + p * COLUMNS;
        c0 = entry.fma(FloatVector.fromArray(SPECIES, b, at), c0);
        c1 = entry.fma(FloatVector.fromArray(SPECIES, b, at + LANES), c1);
        c2 = entry.fma(FloatVector.fromArray(SPECIES, b, at + bPanel), c2);
        c3 = entry.fma(FloatVector.fromArray(SPECIES, b, at + bPanel + LANES), c3);
        c4 = entry.fma(FloatVector.fromArray(SPECIES, b, at + 2 * bPanel), c4);
        c5 = entry.fma(FloatVector.fromArray(SPECIES, b, at + 2 * bPanel + LANES), c5);
        c6 = entry.fma(FloatVector.fromArray(SPECIES, b, at + 3 * bPanel), c6);
        c7 = entry.fma(FloatVector.fromArray(SPECIES, b, at + 3 * bPanel + LANES), c7);
      }
    }
    c0.intoArray(c, cOffset);
    c1.intoArray(c, cOffset + LANES);
    c2.intoArray(c, cOffset + 2 * LANES);
    c3.intoArray(c, cOffset + 3 * LANES);
    c4.intoArray(c, cOffset + 4 * LANES);
    c5.intoArray(c, cOffset + 5 * LANES);
    c6.intoArray(c, cOffset + 6 * LANES);
    c7.intoArray(c, cOffset + 7 * LANES);
  }
}
