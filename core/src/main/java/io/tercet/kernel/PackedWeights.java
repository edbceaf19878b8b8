package io.tercet.kernel;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.DenseColumns;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A copy of a dense matrix [rows x n] laid out as the right side of products with sparse rows: cut
 * into panels of some columns, each with its rows one after the other, missing columns zero.
 *
 * <p>In such a panel the rows spread over all sets of the caches, and each vector of it is one
 * cache line, for it begins at a multiple of 64 bytes: no place in a Java array promises that. The
 * buffer is kept from call to call. {@link #set} is for one thread, reading for many.
 *
 * <p>The rows for {@link DenseColumns} of the left side are there a second time, one after the
 * other, as a dense product takes them: half a panel wide.
 */
public final class PackedWeights {
  private static final int ALIGNMENT = 64;
  private static final int SHARD = 128;

  private final int width;
  private MemorySegment values = MemorySegment.NULL;
  private MemorySegment halves = MemorySegment.NULL;
  private DenseColumns denseColumns = DenseColumns.NONE;
  private int rows;
  private int columns;

  /**
   * @param width columns of a panel, of the kernels that will read them
   */
  public PackedWeights(int width) {
    this.width = width;
  }

  /**
   * Copies a matrix.
   *
   * @param w [rows x n] from {@code offset} on, rows {@code stride} apart
   * @param denseColumns columns of the left side that come first in each sum
   * @param workers the threads that copy
   */
  public void set(
      int rows,
      int n,
      float[] w,
      int offset,
      int stride,
      DenseColumns denseColumns,
      Workers workers) {
    long bytesOfRow = (long) Math.ceilDiv(n, width) * width * Float.BYTES;
    this.rows = rows;
    this.columns = n;
    this.denseColumns = denseColumns;
    this.values = room(values, rows * bytesOfRow);
    this.halves = room(halves, denseColumns.count() * bytesOfRow);
    Shards shards = Shards.ofSize(rows, SHARD);
    workers.run(
        shards.count() + 1,
        shard -> {
          if (shard < shards.count()) {
            copy(shards.from(shard), shards.to(shard), width, w, offset, stride);
          } else {
            copyDense(width / 2, w, offset, stride);
          }
        });
  }

  private static MemorySegment room(MemorySegment before, long bytes) {
    return before.byteSize() < bytes ? Arena.ofAuto().allocate(bytes, ALIGNMENT) : before;
  }

  private void copyDense(int width, float[] w, int offset, int stride) {
    for (int j = 0; j < columns; j += width) {
      int copied = Math.min(width, columns - j);
      for (int i = 0; i < denseColumns.count(); i++) {
        long at = halfIndex(i, j, width) * Float.BYTES;
        int from = offset + denseColumns.column(i) * stride + j;
        MemorySegment.copy(w, from, halves, ValueLayout.JAVA_FLOAT, at, copied);
      }
    }
  }

  private void copy(int from, int to, int width, float[] w, int offset, int stride) {
    if (columns == width && stride == width) { // it is a panel
      long at = index(from, 0, width) * Float.BYTES;
      int count = (to - from) * width;
      MemorySegment.copy(w, offset + from * stride, values, ValueLayout.JAVA_FLOAT, at, count);
      return;
    }
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
  public float get(int row, int column) {
    int inPanel = column % width;
    return values.getAtIndex(ValueLayout.JAVA_FLOAT, index(row, column - inPanel, width) + inPanel);
  }

  /** Where a row of the panel that begins with column {@code first} lies, in floats. */
  public long index(int row, int first, int width) {
    return (long) first * rows + (long) row * width;
  }

  public MemorySegment values() {
    return values;
  }

  /** The columns whose rows {@link #halves} has. */
  public DenseColumns denseColumns() {
    return denseColumns;
  }

  /** Where the row of frequent column {@code i} lies there, in floats. */
  public long halfIndex(int i, int first, int width) {
    return (long) first * denseColumns.count() + (long) i * width;
  }

  /** The rows for frequent columns; beyond the matrix' last column lies anything. */
  public MemorySegment halves() {
    return halves;
  }
}
