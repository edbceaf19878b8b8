package io.tercet.kernel.simd;

import io.tercet.kernel.PrefetchSink;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DeltaByteRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * x^T dz for sparse x, one range of its columns at a time. Four vectors of a row of dz (64 floats
 * at 512 bits) stay in registers while the row's entries in the range are processed:
 *
 * <pre>
 *   entry e:  value[e] broadcast     registers               sums of column[e]: 200 x 64 floats, L1
 *               [ v v v v ]      x   [ d0 | d1 | d2 | d3 ]   [ c0 | c1 | c2 | c3 ]
 *                                      loaded once per row     loaded and stored per entry
 * </pre>
 *
 * <p>The sums are off-heap, where a vector is aligned to a cache line, and are copied to c at the
 * end. An entry loads and stores 256 bytes of L1. Sums in registers would require entries sorted by
 * column, and sorting takes longer.
 */
final class SimdSparseGradient {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final int WIDTH = 4 * LANES;
  private static final int CACHE_LINE = 64;

  private static final ThreadLocal<MemorySegment> SUMS =
      ThreadLocal.withInitial(() ->
          Arena.ofAuto().allocate(ColumnBlocks.MAX_COLUMNS_PER_RANGE * 4 * VECTOR, CACHE_LINE));

  private SimdSparseGradient() {}

  static void multiply(
      ColumnBlocks x,
      int range,
      int n,
      float[] dz,
      int dzOffset,
      int dzStride,
      float[] c,
      int cOffset,
      int cStride) {
    int first = x.first(range);
    int columns = x.first(range + 1) - first;
    MemorySegment sums = SUMS.get();
    SimdDenseColumnsGradient ofDense = SimdDenseColumnsGradient.ofThread();
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      sums.fill((byte) 0);
      ofDense.start(x, range, width);
      if (width == WIDTH) {
        addPanel(x, range, dz, dzOffset + j, dzStride, sums);
      } else {
        for (int k = 0; k < width; k += LANES) {
          VectorMask<Float> lanes = SPECIES.indexInRange(k, width);
          addVector(x, range, dz, dzOffset + j + k, dzStride, sums, (long) k * Float.BYTES, lanes);
        }
        SimdDeltaByteGradient.addDense(x, dz, dzOffset + j, dzStride);
      }
      for (int i = 0; i < columns; i++) {
        if (!x.denseColumns().contains(first + i)) {
          int at = cOffset + (first + i) * cStride + j;
          MemorySegment.copy(sums, ValueLayout.JAVA_FLOAT, i * (4 * VECTOR), c, at, width);
        }
      }
      ofDense.copyTo(x.denseColumns(), c, cOffset + j, cStride);
    }
  }

  private static void addPanel(
      ColumnBlocks x, int range, float[] dz, int dzOffset, int dzStride, MemorySegment sums) {
    DeltaByteRows packed = x.packed();
    if (packed != null) {
      SimdDeltaByteGradient.addPanel(packed, x, range, dz, dzOffset, dzStride, sums);
      return;
    }
    for (int i = 0; i < x.blocks(); i++) {
      ColumnBlocks.Block block = x.block(i);
      int at = dzOffset + block.first() * dzStride;
      addBlock(block, range, x.first(range), dz, at, dzStride, sums);
    }
  }

  private static void addBlock(
      ColumnBlocks.Block block,
      int range,
      int first,
      float[] dz,
      int dzOffset,
      int dzStride,
      MemorySegment sums) {
    CsrRows entries = block.entries();
    char[] column = entries.column();
    float[] value = entries.value();
    PrefetchSink sink = PrefetchSink.ofThread();
    for (int from = 0; from < entries.rows(); from += PrefetchSink.ROWS) {
      int to = Math.min(from + PrefetchSink.ROWS, entries.rows());
      for (int i = from; i < to; i++) {
        sink.add(entries.prefetch(block.start(i, range), block.start(i, range + 1)));
      }
      for (int i = from; i < to; i++) {
        int start = block.start(i, range);
        int end = block.start(i, range + 1);
        addRow(column, value, start, end, first, dz, dzOffset + i * dzStride, sums);
      }
    }
  }

  private static void addRow(
      char[] column,
      float[] value,
      int start,
      int end,
      int first,
      float[] dz,
      int at,
      MemorySegment sums) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, dz, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dz, at + LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, dz, at + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, dz, at + 3 * LANES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = (column[e] - first) * (4 * VECTOR);
      SimdVectors.addTo(v, d0, sums, row);
      SimdVectors.addTo(v, d1, sums, row + VECTOR);
      SimdVectors.addTo(v, d2, sums, row + 2 * VECTOR);
      SimdVectors.addTo(v, d3, sums, row + 3 * VECTOR);
    }
  }

  private static void addVector(
      ColumnBlocks x,
      int range,
      float[] dz,
      int dzOffset,
      int dzStride,
      MemorySegment sums,
      long vector,
      VectorMask<Float> lanes) {
    DeltaByteRows packed = x.packed();
    if (packed != null) {
      SimdDeltaByteGradient.addVector(
          packed, x, range, dz, dzOffset, dzStride, sums, vector, lanes);
      return;
    }
    int first = x.first(range);
    for (int k = 0; k < x.blocks(); k++) {
      ColumnBlocks.Block block = x.block(k);
      char[] column = block.entries().column();
      float[] value = block.entries().value();
      for (int i = 0; i < block.entries().rows(); i++) {
        int at = dzOffset + (block.first() + i) * dzStride;
        FloatVector d = FloatVector.fromArray(SPECIES, dz, at, lanes);
        int end = block.start(i, range + 1);
        for (int e = block.start(i, range); e < end; e++) {
          FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
          SimdVectors.addTo(v, d, sums, (column[e] - first) * (4 * VECTOR) + vector);
        }
      }
    }
  }
}
