package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link SimdTile} for inference, where rows of a lie anywhere and are few: eight or
 * four rows of few entries each.
 *
 * <p>Each row of a is {@code segments} pieces of k entries, {@code aSegment} apart. Each sum is one
 * chain of fused multiply-adds from 0 in the order of k, as in {@link SimdTile}: which tile
 * computes it does not show in its bits.
 */
final class SimdShallowTiles {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = SimdTile.COLUMNS;

  /** Sums start from this: loaded, so that the compiler keeps them in registers. */
  private static final float[] ZEROS = new float[LANES];

  private SimdShallowTiles() {}

  /** Eight rows, of entries at {@code places} from where each begins. */
  static void eight(
      int[] places,
      float[] a,
      int r0,
      int r1,
      int r2,
      int r3,
      int r4,
      int r5,
      int r6,
      int r7,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c11 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c20 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c21 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c30 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c31 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c40 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c41 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c50 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c51 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c60 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c61 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c70 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c71 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int p = 0; p < places.length; p++) {
      int at = places[p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[r0 + at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + at]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + at]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + at]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[r4 + at]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[r5 + at]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[r6 + at]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[r7 + at]);
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

  /** Four rows. */
  static void four(
      int[] places,
      float[] a,
      int r0,
      int r1,
      int r2,
      int r3,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c11 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c20 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c21 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c30 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    FloatVector c31 = FloatVector.fromArray(SPECIES, ZEROS, 0);
    for (int p = 0; p < places.length; p++) {
      int at = places[p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[r0 + at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + at]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + at]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + at]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
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
}
