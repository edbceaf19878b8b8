package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of the matrix product: eight rows of a times two vectors' width of columns of b.
 * The sixteen sums stay in registers; each step along k loads two vectors of b and eight single
 * entries of a, for sixteen multiply-adds.
 *
 * <pre>
 *                     b panel, one row of 2 x LANES floats a step (L1 / L2)
 *                        [   b0   ][   b1   ]
 *   a, 8 entries  a0 ->  [  c00   ][  c01   ]
 *   (L1)          a1 ->  [  c10   ][  c11   ]   16 registers of sums
 *                 ..          ..        ..      + 2 for b, 1 for a: 19 of 32
 *                 a7 ->  [  c70   ][  c71   ]
 * </pre>
 *
 * <p>Each sum is one chain of fused multiply-adds in the order of k, regardless of a row's tile.
 */
final class SimdTile {
  /** Rows of c in a tile. */
  static final int ROWS = 8;

  /** Rows of c in the smaller tile, below the last whole one. */
  static final int FEW = 4;

  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  /** Columns of c in a tile. */
  static final int COLUMNS = 2 * LANES;

  /**
   * Initial sums if c is not accumulated. Sums are loaded from an array in both cases, and in the
   * method itself: selecting between two vectors, or a call that is not inlined, makes the compiler
   * box the sums in every iteration.
   */
  private static final float[] ZEROS = new float[COLUMNS];

  private SimdTile() {}

  /**
   * Eight rows of a, {@code aStride} apart, each of {@code segments} segments of k contiguous
   * entries, {@code aSegment} apart.
   */
  static void rows(
      int segments,
      int k,
      float[] a,
      int aOffset,
      int aStride,
      int aSegment,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    float[] start = accumulate ? c : ZEROS;
    int at = accumulate ? cOffset : 0;
    int stride = accumulate ? cStride : 0;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, at);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, at + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, at + stride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, at + stride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, at + 2 * stride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, at + 2 * stride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, at + 3 * stride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, at + 3 * stride + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, at + 4 * stride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, at + 4 * stride + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, at + 5 * stride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, at + 5 * stride + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, at + 6 * stride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, start, at + 6 * stride + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, at + 7 * stride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, start, at + 7 * stride + LANES);
    for (int s = 0; s < segments; s++) {
      int row = aOffset + s * aSegment;
      int panel = bOffset + s * k * COLUMNS;
      for (int p = 0; p < k; p++) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, panel + p * COLUMNS + LANES);
        FloatVector a0 = FloatVector.broadcast(SPECIES, a[row + p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + aStride + p]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + 2 * aStride + p]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + 3 * aStride + p]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(SPECIES, a[row + 4 * aStride + p]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(SPECIES, a[row + 5 * aStride + p]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(SPECIES, a[row + 6 * aStride + p]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(SPECIES, a[row + 7 * aStride + p]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
      }
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

  /** Eight rows of a, packed as [k x 8] from {@code aOffset}. */
  static void packed(
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    float[] start = accumulate ? c : ZEROS;
    int at = accumulate ? cOffset : 0;
    int stride = accumulate ? cStride : 0;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, at);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, at + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, at + stride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, at + stride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, at + 2 * stride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, at + 2 * stride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, at + 3 * stride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, at + 3 * stride + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, at + 4 * stride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, at + 4 * stride + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, at + 5 * stride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, at + 5 * stride + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, at + 6 * stride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, start, at + 6 * stride + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, at + 7 * stride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, start, at + 7 * stride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aOffset + p * ROWS + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
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

  /**
   * The product of four rows of a, the remainder after groups of eight, added to c [4 x COLUMNS] at
   * offset 0.
   */
  static void four(
      int k,
      float[] a,
      int aOffset,
      int aStride,
      int aColumnStride,
      float[] b,
      int bOffset,
      float[] c) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, COLUMNS);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, COLUMNS + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, 2 * COLUMNS);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, 2 * COLUMNS + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, 3 * COLUMNS);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, 3 * COLUMNS + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES);
      int at = aOffset + p * aColumnStride;
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aStride]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2 * aStride]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3 * aStride]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, 0);
    c01.intoArray(c, LANES);
    c10.intoArray(c, COLUMNS);
    c11.intoArray(c, COLUMNS + LANES);
    c20.intoArray(c, 2 * COLUMNS);
    c21.intoArray(c, 2 * COLUMNS + LANES);
    c30.intoArray(c, 3 * COLUMNS);
    c31.intoArray(c, 3 * COLUMNS + LANES);
  }

  /**
   * The product of a single row of a, the remainder after groups of four, added to c [COLUMNS] at
   * offset 0.
   */
  static void row(
      int k, float[] a, int aOffset, int aColumnStride, float[] b, int bOffset, float[] c) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, 0);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, LANES);
    for (int p = 0; p < k; p++) {
      FloatVector entry = FloatVector.broadcast(SPECIES, a[aOffset + p * aColumnStride]);
      c0 = entry.fma(FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS), c0);
      c1 = entry.fma(FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES), c1);
    }
    c0.intoArray(c, 0);
    c1.intoArray(c, LANES);
  }
}
