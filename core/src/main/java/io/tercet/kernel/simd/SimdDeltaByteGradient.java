package io.tercet.kernel.simd;

import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.UnitBytes;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SimdSparseGradient} for packed rows, which store the bounds of each range and the columns
 * as deltas.
 */
final class SimdDeltaByteGradient {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();

  private SimdDeltaByteGradient() {}

  /** Adds the rows' products to the sums of one range, all lanes of four vectors. */
  static void addPanel(
      DeltaByteRows packed,
      ColumnBlocks x,
      int range,
      float[] dz,
      int dzOffset,
      int dzStride,
      MemorySegment sums) {
    SimdRowBuffer buffer = SimdRowBuffer.ofThread();
    SimdDenseColumnsGradient ofDense = SimdDenseColumnsGradient.ofThread();
    for (int from = 0; from < x.rows(); from += SimdRowBuffer.ROWS) {
      int to = Math.min(from + SimdRowBuffer.ROWS, x.rows());
      buffer.fill(packed, x.examples(), from, to);
      byte[] bytes = buffer.bytes();
      for (int i = from; i < to; i++) {
        int row = buffer.at(i - from);
        int start = DeltaByteRows.end(bytes, row, range - 1);
        int count = DeltaByteRows.end(bytes, row, range) - start;
        int steps = row + packed.header() + start;
        int values = steps + packed.entries(bytes, row);
        int before = DeltaByteRows.lastColumn(bytes, row, range - 1) - x.first(range);
        addRow(bytes, steps, values, count, before, dz, dzOffset + i * dzStride, sums);
      }
      ofDense.add(buffer, packed, to - from, dz, dzOffset + from * dzStride, dzStride);
    }
  }

  private static void addRow(
      byte[] bytes,
      int steps,
      int values,
      int count,
      int before,
      float[] dz,
      int at,
      MemorySegment sums) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, dz, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dz, at + LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, dz, at + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, dz, at + 3 * LANES);
    long row = before * (4 * VECTOR);
    for (int e = 0; e < count; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[bytes[values + e] & 0xff]);
      row += (bytes[steps + e] & 0xff) * (4 * VECTOR);
      SimdVectors.addTo(v, d0, sums, row);
      SimdVectors.addTo(v, d1, sums, row + VECTOR);
      SimdVectors.addTo(v, d2, sums, row + 2 * VECTOR);
      SimdVectors.addTo(v, d3, sums, row + 3 * VECTOR);
    }
  }

  /** The gradient of the dense columns, if there are any. */
  static void addDense(ColumnBlocks x, float[] dz, int dzOffset, int dzStride) {
    DeltaByteRows packed = x.packed();
    SimdRowBuffer buffer = SimdRowBuffer.ofThread();
    SimdDenseColumnsGradient ofDense = SimdDenseColumnsGradient.ofThread();
    for (int from = 0; from < x.rows() && packed != null; from += SimdRowBuffer.ROWS) {
      int to = Math.min(from + SimdRowBuffer.ROWS, x.rows());
      buffer.fill(packed, x.examples(), from, to);
      ofDense.add(buffer, packed, to - from, dz, dzOffset + from * dzStride, dzStride);
    }
  }

  /** {@link #addPanel} for a masked vector. */
  static void addVector(
      DeltaByteRows packed,
      ColumnBlocks x,
      int range,
      float[] dz,
      int dzOffset,
      int dzStride,
      MemorySegment sums,
      long vector,
      VectorMask<Float> lanes) {
    byte[] row = new byte[packed.rowSize()];
    for (int i = 0; i < x.rows(); i++) {
      FloatVector d = FloatVector.fromArray(SPECIES, dz, dzOffset + i * dzStride, lanes);
      packed.copy(x.examples()[i], row, 0);
      int values = packed.header() + packed.entries(row, 0);
      int column = DeltaByteRows.lastColumn(row, 0, range - 1) - x.first(range);
      for (int e = DeltaByteRows.end(row, 0, range - 1);
          e < DeltaByteRows.end(row, 0, range);
          e++) {
        FloatVector v = FloatVector.broadcast(SPECIES, UnitBytes.VALUES[row[values + e] & 0xff]);
        column += row[packed.header() + e] & 0xff;
        SimdVectors.addTo(v, d, sums, column * (4 * VECTOR) + vector);
      }
    }
  }
}
