package io.tercet.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A copy of a dense matrix [rows x n] laid out as the right side of products with sparse rows: cut
 * into panels of {@link Kernels#panelWidth()} columns, each with its rows one after the other,
 * missing columns zero.
 *
 * <p>In such a panel the rows spread over all sets of the caches, and each vector of it is one
 * cache line, for it begins at a multiple of 64 bytes: no place in a Java array promises that. The
 * buffer is kept from call to call. {@link #set} is for one thread, reading for many.
 */
public final class Panels {
  private static final int ALIGNMENT = 64;
  private static final int SHARD = 128;

  private MemorySegment values = MemorySegment.NULL;
  private int rows;
  private int columns;

  /**
   * Copies a matrix.
   *
   * @param w [rows x n] from {@code offset} on, rows {@code stride} apart
   * @param workers who does it
   */
  public void set(int rows, int n, float[] w, int offset, int stride, Workers workers) {
    int width = Kernels.get().panelWidth();
    long bytes = (long) rows * Math.ceilDiv(n, width) * width * Float.BYTES;
    if (values.byteSize() < bytes) {
      values = Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }
    this.rows = rows;
    this.columns = n;
    Shards shards = Shards.ofSize(rows, SHARD);
    workers.run(
        shards.count(),
        shard -> copy(shards.from(shard), shards.to(shard), width, w, offset, stride));
  }

  private void copy(int from, int to, int width, float[] w, int offset, int stride) {
    for (int j = 0; j < columns; j += width) {
      int copied = Math.min(width, columns - j);
      for (int row = from; row < to; row++) {
        long at = index(row, j, width) * Float.BYTES;
        MemorySegment.copy(
            w, offset + row * stride + j, values, ValueLayout.JAVA_FLOAT, at, copied);
        if (copied < width) {
          values
              .asSlice(at + (long) copied * Float.BYTES, (width - copied) * (long) Float.BYTES)
              .fill((byte) 0);
        }
      }
    }
  }

  /** An entry, slowly. */
  float get(int row, int column) {
    int width = Kernels.get().panelWidth();
    int inPanel = column % width;
    return values.getAtIndex(ValueLayout.JAVA_FLOAT, index(row, column - inPanel, width) + inPanel);
  }

  /** Where a row of the panel that begins with column {@code first} lies, in floats. */
  long index(int row, int first, int width) {
    return (long) first * rows + (long) row * width;
  }

  MemorySegment values() {
    return values;
  }
}
