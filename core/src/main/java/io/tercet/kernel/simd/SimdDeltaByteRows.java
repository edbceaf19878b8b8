package io.tercet.kernel.simd;

import io.tercet.kernel.PackedWeights;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.UnitBytes;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense layer with packed sparse input. {@link SimdDenseColumns} computes the contribution of the
 * dense columns; then four vectors of outputs (64 floats at 512 bits) stay in registers while the
 * prefetched entries of a row are processed:
 *
 * <pre>
 *   entry e:  float of value[e]         panel of w, delta[e] rows on
 *               [ v v v v ]      x   [ w0 | w1 | w2 | w3 ]     784 x 64 floats = 200 KB: L2
 *                                       |    |    |    |
 *             registers              [ c0 | c1 | c2 | c3 ]     initial: bias and dense columns
 * </pre>
 */
final class SimdDeltaByteRows {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int WIDTH = SimdSparse.WIDTH;

  private SimdDeltaByteRows() {}

  /** c = max(x w + bias, floor), for rows {@code examples[from]} to {@code examples[to - 1]}. */
  static void multiply(
      DeltaByteRows x,
      int[] examples,
      int from,
      int to,
      PackedWeights w,
      int n,
      float[] bias,
      int biasOffset,
      float floor,
      float[] c,
      int cOffset) {
    if (!w.denseColumns().equals(x.denseColumns())) {
      throw new IllegalArgumentException("expected panels for the dense columns of these rows");
    }
    SimdRowBuffer buffer = SimdRowBuffer.ofThread();
    SimdDenseColumns denseColumns = SimdDenseColumns.ofThread();
    for (int i = from; i < to; i += SimdRowBuffer.ROWS) {
      int count = Math.min(SimdRowBuffer.ROWS, to - i);
      buffer.fill(x, examples, i, i + count);
      for (int j = 0; j < n; j += WIDTH) {
        int width = Math.min(WIDTH, n - j);
        long panel = w.index(0, j, WIDTH) * Float.BYTES;
        int at = cOffset + (i - from) * n + j;
        float[] sums = denseColumns.multiply(buffer, x, count, w, j, width, bias, biasOffset + j);
        multiplyPanel(buffer, x, count, w.values(), panel, width, sums, floor, c, at, n);
      }
    }
  }

  private static void multiplyPanel(
      SimdRowBuffer buffer,
      DeltaByteRows x,
      int count,
      MemorySegment w,
      long panel,
      int width,
      float[] sums,
      float floor,
      float[] c,
      int cOffset,
      int cStride) {
    byte[] bytes = buffer.bytes();
    for (int i = 0; i < count; i++) {
      int entries = x.entries(bytes, buffer.at(i));
      int start = buffer.at(i) + x.header();
      int at = cOffset + i * cStride;
      int sum = i * WIDTH;
      if (width == WIDTH) {
        rowTimesPanel(bytes, start, entries, w, panel, sums, sum, floor, c, at);
        continue;
      }
      for (int j = 0; j < width; j += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(j, width);
        long vectors = panel + (long) j * Float.BYTES;
        rowTimesVector(bytes, start, entries, w, vectors, sums, sum + j, floor, c, at + j, lanes);
      }
    }
  }

  private static void rowTimesPanel(
      byte[] bytes,
      int start,
      int entries,
      MemorySegment w,
      long panel,
      float[] sums,
      int sumsOffset,
      float floor,
      float[] c,
      int at) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sumsOffset);
    FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sumsOffset + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, sums, sumsOffset + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, sums, sumsOffset + 3 * LANES);
    long row = panel;
    for (int e = start; e < start + entries; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[bytes[e + entries] & 0xff]);
      row += (bytes[e] & 0xff) * (4 * VECTOR);
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
      byte[] bytes,
      int start,
      int entries,
      MemorySegment w,
      long vectors,
      float[] sums,
      int sumsOffset,
      float floor,
      float[] c,
      int at,
      VectorMask<Float> lanes) {
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOffset);
    long row = vectors;
    for (int e = start; e < start + entries; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[bytes[e + entries] & 0xff]);
      row += (bytes[e] & 0xff) * (4 * VECTOR);
      sum = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row, ORDER), sum);
    }
    sum.max(floor).intoArray(c, at, lanes);
  }
}
