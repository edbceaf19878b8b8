package io.tercet.kernel.simd;

import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.UnitBytes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * x^T dz for the {@link DenseColumns} assigned to a range: a dense product whose inner dimension is
 * the rows, one {@link SimdRowBuffer} after the other.
 *
 * <pre>
 *                                          dz, a row a step (L1, 64 rows: 16 KB)
 *   x, 8 bytes of a row a step (L1)          [   b0   ][   b1   ]
 *      0 .. 255 -> 256 floats (L1)   v0 ->   [  c00   ][  c01   ]
 *                                    v1 ->   [  c10   ][  c11   ]     16 registers of sums, kept in
 *                                    ..          ..        ..         L1 between 64 rows and the
 *                                    v7 ->   [  c70   ][  c71   ]     next: 48 x 64 floats = 12 KB
 * </pre>
 *
 * <p>Neither operand is packed as in {@link SimdProduct}; packing made the gradient a fifth slower.
 * The last tile may start early and recompute a few columns.
 */
public final class SimdDenseColumnsGradient {
  /** Columns of x in a tile. */
  private static final int COLUMNS = ColumnBlocks.DENSE_TILE;

  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;
  private static final ThreadLocal<SimdDenseColumnsGradient> OF_THREAD =
      ThreadLocal.withInitial(SimdDenseColumnsGradient::new);

  /** Rows of dz narrower than a tile, padded with zeros. */
  private final float[] padded = new float[SimdRowBuffer.ROWS * SimdSparse.WIDTH];

  private float[] sums = new float[0];
  private int first;
  private int columns;
  private int width;
  private int stride;

  private SimdDenseColumnsGradient() {}

  static SimdDenseColumnsGradient ofThread() {
    return OF_THREAD.get();
  }

  /** Resets the sums for the dense columns of a range and {@code width} columns of dz. */
  void start(ColumnBlocks x, int range, int width) {
    this.first = x.firstDense(range);
    this.columns = x.firstDense(range + 1) - first;
    this.width = width;
    this.stride = Math.ceilDiv(width, WIDTH) * WIDTH;
    int needed = Math.ceilDiv(columns, COLUMNS) * COLUMNS * stride;
    if (sums.length < needed) {
      sums = new float[needed];
    }
    Arrays.fill(sums, 0, needed, 0);
  }

  /**
   * Accumulates the products of the first {@code count} rows of the buffer with the same rows of
   * dz.
   */
  void add(SimdRowBuffer x, DeltaByteRows rows, int count, float[] dz, int at, int dzStride) {
    if (columns == 0) {
      return;
    }
    if (width == stride) {
      addTiles(x, rows, count, dz, at, dzStride);
      return;
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(dz, at + i * dzStride, padded, i * stride, width);
      Arrays.fill(padded, i * stride + width, (i + 1) * stride, 0);
    }
    addTiles(x, rows, count, padded, 0, stride);
  }

  private void addTiles(
      SimdRowBuffer x, DeltaByteRows rows, int count, float[] dz, int at, int dzStride) {
    for (int i = 0; i < columns; i += COLUMNS) {
      int from = rows.denseAt() + firstOfTile(i, rows.denseColumns());
      for (int j = 0; j < stride; j += WIDTH) {
        tile(count, x, from, dz, at + j, dzStride, sums, i * stride + j, stride);
      }
    }
  }

  /**
   * First of the eight dense columns of tile {@code i / COLUMNS}; the last tile may start early.
   */
  private int firstOfTile(int i, DenseColumns denseColumns) {
    return Math.min(first + i, denseColumns.count() - COLUMNS);
  }

  /** Copies the sums to their rows of c. */
  void copyTo(DenseColumns denseColumns, float[] c, int cOffset, int cStride) {
    for (int i = 0; i < columns; i++) {
      int tile = i / COLUMNS * COLUMNS;
      int inTile = first + i - firstOfTile(tile, denseColumns);
      int at = cOffset + denseColumns.column(first + i) * cStride;
      System.arraycopy(sums, (tile + inTile) * stride, c, at, width);
    }
  }

  /** c [8 x 2 vectors] += transpose of eight columns of k rows, times b [k x 2 vectors]. */
  private static void tile(
      int k,
      SimdRowBuffer x,
      int column,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int cOffset,
      int cStride) {
    byte[] a = x.bytes();
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
      int at = x.at(p) + column;
      FloatVector v0 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at] & 0xff]);
      c00 = v0.fma(b0, c00);
      c01 = v0.fma(b1, c01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 1] & 0xff]);
      c10 = v1.fma(b0, c10);
      c11 = v1.fma(b1, c11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 2] & 0xff]);
      c20 = v2.fma(b0, c20);
      c21 = v2.fma(b1, c21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 3] & 0xff]);
      c30 = v3.fma(b0, c30);
      c31 = v3.fma(b1, c31);
      FloatVector v4 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 4] & 0xff]);
      c40 = v4.fma(b0, c40);
      c41 = v4.fma(b1, c41);
      FloatVector v5 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 5] & 0xff]);
      c50 = v5.fma(b0, c50);
      c51 = v5.fma(b1, c51);
      FloatVector v6 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 6] & 0xff]);
      c60 = v6.fma(b0, c60);
      c61 = v6.fma(b1, c61);
      FloatVector v7 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[at + 7] & 0xff]);
      c70 = v7.fma(b0, c70);
      c71 = v7.fma(b1, c71);
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
