package io.tercet.kernel;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.DenseColumns;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A dense matrix [rows x n] packed as the right operand of products with sparse rows: split into
 * panels of consecutive columns, each row-major and padded with zero columns.
 *
 * <p>The rows of a panel spread over all sets of the caches. Vectors are aligned to cache lines of
 * 64 bytes, which a Java array cannot guarantee. The buffer is reused from call to call. {@link
 * #set} must be called by one thread; any number may read afterward.
 *
 * <p>The rows that {@link DenseColumns} of the left operand multiply are stored a second time,
 * contiguously, in half-width panels for the dense product.
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
   * @param width columns of a panel, {@link SparseKernels#panelWidth}
   */
  public PackedWeights(int width) {
    this.width = width;
  }

  /**
   * Packs a matrix.
   *
   * @param w [rows x n] from {@code offset} on, rows {@code stride} apart
   * @param denseColumns dense columns of the left operand; they come first in each sum
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
    this.values = ensureCapacity(values, rows * bytesOfRow);
    this.halves = ensureCapacity(halves, denseColumns.count() * bytesOfRow);
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

  private static MemorySegment ensureCapacity(MemorySegment before, long bytes) {
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

  /** The entry (row, column); slow. */
  public float get(int row, int column) {
    int inPanel = column % width;
    return values.getAtIndex(ValueLayout.JAVA_FLOAT, index(row, column - inPanel, width) + inPanel);
  }

  /** Offset, in floats, of a row of the panel that begins with column {@code first}. */
  public long index(int row, int first, int width) {
    return (long) first * rows + (long) row * width;
  }

  public MemorySegment values() {
    return values;
  }

  /** The columns whose rows are stored in {@link #halves}. */
  public DenseColumns denseColumns() {
    return denseColumns;
  }

  /** Offset in {@link #halves}, in floats, of the row for dense column {@code i}. */
  public long halfIndex(int i, int first, int width) {
    return (long) first * denseColumns.count() + (long) i * width;
  }

  /** The rows for dense columns; padding columns are undefined. */
  public MemorySegment halves() {
    return halves;
  }
}
