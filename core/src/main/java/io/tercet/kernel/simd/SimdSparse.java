package io.tercet.kernel.simd;

import io.tercet.kernel.PackedWeights;
import io.tercet.tensor.CsrRows;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense layer with sparse input. Four vectors of outputs (64 floats at 512 bits) stay in
 * registers while the non-zero entries of a row are processed:
 *
 * <pre>
 *   entry e:  value[e] broadcast        panel of w, row column[e]
 *               [ v v v v ]      x   [ w0 | w1 | w2 | w3 ]     784 x 64 floats = 200 KB: L2
 *                                       |    |    |    |
 *             registers              [ c0 | c1 | c2 | c3 ]     initial: bias; stored once per row
 * </pre>
 */
final class SimdSparse {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Columns of a panel, whose sums stay in registers. */
  static final int WIDTH = 4 * LANES;

  private SimdSparse() {}

  /** c = max(x w + bias, floor), for all rows of x. */
  static void multiply(
      CsrRows x,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int cOffset) {
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      long panel = w.index(0, j, WIDTH) * Float.BYTES;
      int at = cOffset + j;
      multiplyPanel(x, w.values(), panel, width, bias, biasOffset + j, floor, c, at, n);
    }
  }

  /** c = max(row w + bias, floor), for a row of the entries {@code start} to {@code end} - 1. */
  static void multiplyRow(
      char[] column,
      float[] value,
      int start,
      int end,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int cOffset) {
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      long panel = w.index(0, j, WIDTH) * Float.BYTES;
      int at = cOffset + j;
      rowTimes(
          column, value, start, end, w.values(), panel, width, bias, biasOffset + j, floor, c, at);
    }
  }

  private static void multiplyPanel(
      CsrRows x,
      MemorySegment w,
      long panel,
      int width,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int cOffset,
      int cStride) {
    char[] column = x.column();
    float[] value = x.value();
    for (int i = 0; i < x.rows(); i++) {
      int start = x.start()[i];
      int end = x.end()[i];
      int at = cOffset + i * cStride;
      rowTimes(column, value, start, end, w, panel, width, bias, biasOffset, floor, c, at);
    }
  }

  private static void rowTimes(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment w,
      long panel,
      int width,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int at) {
    if (width == WIDTH) {
      rowTimesPanel(column, value, start, end, w, panel, bias, biasOffset, floor, c, at);
      return;
    }
    for (int j = 0; j < width; j += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(j, width);
      long vectors = panel + (long) j * Float.BYTES;
      int biasAt = biasOffset + j;
      rowTimesVector(column, value, start, end, w, vectors, bias, biasAt, floor, c, at + j, lanes);
    }
  }

  private static void rowTimesPanel(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment w,
      long panel,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int at) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
    FloatVector c1 = FloatVector.fromArray(SPECIES, bias, biasOffset + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, bias, biasOffset + 3 * LANES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = panel + column[e] * (4 * VECTOR);
      c0 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row, ORDER), c0);
      c1 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + VECTOR, ORDER), c1);
      c2 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + 2 * VECTOR, ORDER), c2);
      c3 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + 3 * VECTOR, ORDER), c3);
    }
    c0.max(floor).intoArray(c, at);
    c1.max(floor).intoArray(c, at + LANES);
    c2.max(floor).intoArray(c, at + 2 * LANES);
    c3.max(floor).intoArray(c, at + 3 * LANES);
  }

  private static void rowTimesVector(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment w,
      long vectors,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int at,
      VectorMask<Float> lanes) {
    FloatVector sum = FloatVector.fromArray(SPECIES, bias, biasOffset, lanes);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = vectors + column[e] * (4 * VECTOR);
      sum = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row, ORDER), sum);
    }
    sum.max(floor).intoArray(c, at, lanes);
  }
}
