package io.tercet.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * x^T dz for the {@link FrequentColumns} that go with a range: a dense product with the rows as its
 * depth, those of a {@link PackedBuffer} after the other.
 *
 * <pre>
 *                       dz, a row a step (L1, 32 rows: 8 KB)
 *                         [   b0   ][   b1   ]
 *   x, 8 columns  a0 ->   [  c00   ][  c01   ]
 *   of floats     a1 ->   [  c10   ][  c11   ]     16 registers of sums, kept in L1 between
 *   (L1)          ..          ..        ..         32 rows and the next: 48 x 64 floats = 12 KB
 *                 a7 ->   [  c70   ][  c71   ]
 * </pre>
 *
 * <p>Neither side is packed as {@link SimdProduct} would: with that the gradient took a fifth
 * longer. Columns and widths that fill no tile go through it.
 */
final class SimdFrequentGradient {
  /** Columns of x in a tile. */
  static final int COLUMNS = 8;

  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final ThreadLocal<SimdFrequentGradient> OF_THREAD =
      ThreadLocal.withInitial(SimdFrequentGradient::new);

  private final SimdFrequent floats = SimdFrequent.ofThread();
  private float[] sums = new float[0];
  private int first;
  private int columns;
  private int width;

  private SimdFrequentGradient() {}

  static SimdFrequentGradient ofThread() {
    return OF_THREAD.get();
  }

  /** Begins with sums of 0 for the frequent columns of a range and so many columns of dz. */
  void start(SparseColumns x, int range, int width) {
    this.first = x.firstFrequent(range);
    this.columns = x.firstFrequent(range + 1) - first;
    this.width = width;
    if (sums.length < columns * width) {
      sums = new float[columns * width];
    }
    Arrays.fill(sums, 0, columns * width, 0);
  }

  /** Adds the first {@code count} rows of the buffer times as many of dz. */
  void add(PackedBuffer buffer, PackedRows packed, int count, float[] dz, int at, int stride) {
    if (columns == 0) {
      return;
    }
    float[] x = floats.expand(buffer, packed, count, first, first + columns);
    int tiled = width % (2 * LANES) == 0 ? columns / COLUMNS * COLUMNS : 0;
    for (int i = 0; i < tiled; i += COLUMNS) {
      for (int j = 0; j < width; j += 2 * LANES) {
        tile(count, x, i, columns, dz, at + j, stride, sums, i * width + j, width);
      }
    }
    int rest = columns - tiled;
    SimdProduct.multiply(
        rest,
        width,
        count,
        x,
        tiled,
        1,
        columns,
        dz,
        at,
        stride,
        1,
        sums,
        tiled * width,
        width,
        true);
  }

  /** Writes the sums to the rows of c that are theirs. */
  void copyTo(FrequentColumns frequent, float[] c, int cOffset, int cStride) {
    for (int i = 0; i < columns; i++) {
      int at = cOffset + frequent.column(first + i) * cStride;
      System.arraycopy(sums, i * width, c, at, width);
    }
  }

  /** c [8 x 2 vectors] += the transposed of a [k x 8] times b [k x 2 vectors]. */
  private static void tile(
      int k,
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + p * bStride + LANES);
      int row = aOffset + p * aStride;
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[row]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[row + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[row + 7]);
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
}
