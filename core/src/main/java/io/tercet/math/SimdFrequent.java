package io.tercet.math;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link FrequentColumns} of packed rows add to a layer, for the few rows of a {@link
 * PackedBuffer}: their bytes become floats, and these go through a dense product of eight rows and
 * two vectors of outputs at a time.
 *
 * <pre>
 *                          rows of w for frequent columns, half a panel (L1)
 *   x, 8 rows of floats       [   b0   ][   b1   ]      192 x 32 floats = 25 KB
 *   (L1, 32 of them:  a0 ->   [  c00   ][  c01   ]
 *    25 KB)           a1 ->   [  c10   ][  c11   ]      16 registers of sums, from the bias on
 *                     ..          ..        ..
 *                     a7 ->   [  c70   ][  c71   ]
 * </pre>
 *
 * <p>Each sum is one chain of fused multiply-adds in the order of the columns, wherever a row lies.
 */
final class SimdFrequent {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = SimdSparse.WIDTH;
  private static final int ROWS = 8;

  private static final ThreadLocal<SimdFrequent> OF_THREAD =
      ThreadLocal.withInitial(SimdFrequent::new);

  private final float[] bias = new float[WIDTH];
  private final float[] sums = new float[PackedBuffer.ROWS * WIDTH];
  private float[] x = new float[0];

  private SimdFrequent() {}

  static SimdFrequent ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Makes floats of frequent columns {@code from} to {@code to} - 1 of the first {@code count}
   * rows.
   *
   * @return [count x (to - from)], valid until the next call
   */
  float[] expand(PackedBuffer buffer, PackedRows rows, int count, int from, int to) {
    int columns = to - from;
    if (x.length < PackedBuffer.ROWS * columns) {
      x = new float[PackedBuffer.ROWS * columns];
    }
    for (int i = 0; i < count; i++) {
      int at = buffer.at(i) + rows.frequentAt() + from;
      UnitBytes.middleToFloats(buffer.bytes(), at, columns, x, i * columns);
    }
    return x;
  }

  /**
   * Bias and frequent columns times one panel of w, for the first {@code count} rows, whose floats
   * {@link #expand} has made of all of these columns.
   *
   * @return [count x WIDTH], valid until the next call
   */
  float[] multiply(int count, Panels w, int first, int width, float[] bias, int biasOffset) {
    System.arraycopy(bias, biasOffset, this.bias, 0, width);
    int k = w.frequent().count();
    for (int j = 0; j < WIDTH; j += 2 * LANES) {
      long panel = w.halfIndex(0, first + j, 2 * LANES) * Float.BYTES;
      for (int i = 0; i < count; i += ROWS) {
        tile(k, x, i * k, w.halves(), panel, this.bias, j, sums, i * WIDTH + j);
      }
    }
    return sums;
  }

  private static void tile(
      int k,
      float[] a,
      int aOffset,
      MemorySegment b,
      long panel,
      float[] bias,
      int biasOffset,
      float[] c,
      int cOffset) {
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
      long row = panel + p * (2 * VECTOR);
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, row, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, row + VECTOR, ORDER);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aOffset + k + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aOffset + 2 * k + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aOffset + 3 * k + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aOffset + 4 * k + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aOffset + 5 * k + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aOffset + 6 * k + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aOffset + 7 * k + p]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
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
