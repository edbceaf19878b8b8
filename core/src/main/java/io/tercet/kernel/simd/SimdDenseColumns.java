package io.tercet.kernel.simd;

import io.tercet.kernel.PackedWeights;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.UnitBytes;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The contribution of the {@link DenseColumns} of packed rows to a layer, for the rows of a {@link
 * SimdRowBuffer}: a dense product of eight rows and two vectors of outputs at a time, which reads
 * the rows' bytes in place.
 *
 * <pre>
 *                                        rows of w for dense columns, half a panel (L1)
 *   x, 8 rows of bytes (L1)                 [   b0   ][   b1   ]      192 x 32 floats = 25 KB
 *      0 .. 255 -> 256 floats (L1)  v0 ->   [  c00   ][  c01   ]
 *                                   v1 ->   [  c10   ][  c11   ]      16 registers of sums, from
 *                                   ..          ..        ..          the bias on
 *                                   v7 ->   [  c70   ][  c71   ]
 * </pre>
 *
 * <p>Each sum is one chain of fused multiply-adds in the order of the columns, regardless of a
 * row's position.
 */
final class SimdDenseColumns {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = SimdSparse.WIDTH;
  private static final int ROWS = 8;

  private static final ThreadLocal<SimdDenseColumns> OF_THREAD =
      ThreadLocal.withInitial(SimdDenseColumns::new);

  private final float[] bias = new float[WIDTH];
  private final float[] sums = new float[SimdRowBuffer.ROWS * WIDTH];

  private SimdDenseColumns() {}

  static SimdDenseColumns ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Bias plus dense columns times one panel of w, for the first {@code count} rows of the buffer.
   *
   * @return [count x WIDTH], valid until the next call
   */
  float[] multiply(
      SimdRowBuffer x,
      DeltaByteRows rows,
      int count,
      PackedWeights w,
      int first,
      int width,
      float[] bias,
      int biasOffset) {
    System.arraycopy(bias, biasOffset, this.bias, 0, width);
    int k = w.denseColumns().count();
    for (int j = 0; j < WIDTH; j += 2 * LANES) {
      long panel = w.halfIndex(0, first + j, 2 * LANES) * Float.BYTES;
      for (int i = 0; i < count; i += ROWS) {
        tile(k, x, i, rows.denseAt(), w.halves(), panel, this.bias, j, sums, i * WIDTH + j);
      }
    }
    return sums;
  }

  private static void tile(
      int k,
      SimdRowBuffer x,
      int row,
      int denseAt,
      MemorySegment b,
      long panel,
      float[] bias,
      int biasOffset,
      float[] c,
      int cOffset) {
    byte[] a = x.bytes();
    int r0 = x.at(row) + denseAt;
    int r1 = x.at(row + 1) + denseAt;
    int r2 = x.at(row + 2) + denseAt;
    int r3 = x.at(row + 3) + denseAt;
    int r4 = x.at(row + 4) + denseAt;
    int r5 = x.at(row + 5) + denseAt;
    int r6 = x.at(row + 6) + denseAt;
    int r7 = x.at(row + 7) + denseAt;
    FloatVector c00 = FloatVector.fromArray(SPECIES, bias, biasOffset);
    FloatVector c01 = FloatVector.fromArray(SPECIES, bias, biasOffset + LANES);
    FloatVector c10 = c00;
    FloatVector c11 = c01;
    FloatVector c20 = c00;
    FloatVector c21 = c01;
    FloatVector c30 = c00;
    FloatVector c31 = c01;
    FloatVector c40 = c00;
    FloatVector c41 = c01;
    FloatVector c50 = c00;
    FloatVector c51 = c01;
    FloatVector c60 = c00;
    FloatVector c61 = c01;
    FloatVector c70 = c00;
    FloatVector c71 = c01;
    for (int p = 0; p < k; p++) {
      long at = panel + p * (2 * VECTOR);
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, at, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, at + VECTOR, ORDER);
      FloatVector v0 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r0 + p] & 0xff]);
      c00 = v0.fma(b0, c00);
      c01 = v0.fma(b1, c01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r1 + p] & 0xff]);
      c10 = v1.fma(b0, c10);
      c11 = v1.fma(b1, c11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r2 + p] & 0xff]);
      c20 = v2.fma(b0, c20);
      c21 = v2.fma(b1, c21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r3 + p] & 0xff]);
      c30 = v3.fma(b0, c30);
      c31 = v3.fma(b1, c31);
      FloatVector v4 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r4 + p] & 0xff]);
      c40 = v4.fma(b0, c40);
      c41 = v4.fma(b1, c41);
      FloatVector v5 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r5 + p] & 0xff]);
      c50 = v5.fma(b0, c50);
      c51 = v5.fma(b1, c51);
      FloatVector v6 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r6 + p] & 0xff]);
      c60 = v6.fma(b0, c60);
      c61 = v6.fma(b1, c61);
      FloatVector v7 = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[a[r7 + p] & 0xff]);
      c70 = v7.fma(b0, c70);
      c71 = v7.fma(b1, c71);
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + LANES);
    c10.intoArray(c, cOffset + WIDTH);
    c11.intoArray(c, cOffset + WIDTH + LANES);
    c20.intoArray(c, cOffset + 2 * WIDTH);
    c21.intoArray(c, cOffset + 2 * WIDTH + LANES);
    c30.intoArray(c, cOffset + 3 * WIDTH);
    c31.intoArray(c, cOffset + 3 * WIDTH + LANES);
    c40.intoArray(c, cOffset + 4 * WIDTH);
    c41.intoArray(c, cOffset + 4 * WIDTH + LANES);
    c50.intoArray(c, cOffset + 5 * WIDTH);
    c51.intoArray(c, cOffset + 5 * WIDTH + LANES);
    c60.intoArray(c, cOffset + 6 * WIDTH);
    c61.intoArray(c, cOffset + 6 * WIDTH + LANES);
    c70.intoArray(c, cOffset + 7 * WIDTH);
    c71.intoArray(c, cOffset + 7 * WIDTH + LANES);
  }
}
