package io.tercet.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/** The numbers of a table, row by row: in blocks of memory or in a mapped file. Thread-safe. */
sealed interface RowValues {
  /** How numbers are written to files. */
  ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Copies a row. */
  void read(int row, float[] destination, int offset);

  /**
   * Rows in memory.
   *
   * @param blocks the rows, all blocks but the last full
   * @param rowsPerBlock rows of a full block
   * @param rows all rows
   * @param width numbers per row
   */
  record InMemory(List<float[]> blocks, int rowsPerBlock, int rows, int width)
      implements RowValues {
    @Override
    public void read(int row, float[] destination, int offset) {
      Objects.checkIndex(row, rows);
      System.arraycopy(
          blocks.get(row / rowsPerBlock), row % rowsPerBlock * width, destination, offset, width);
    }
  }

  /**
   * Rows in a mapped file.
   *
   * @param segment the rows
   * @param rows all rows
   * @param width numbers per row
   */
  record Mapped(MemorySegment segment, int rows, int width) implements RowValues {
    @Override
    public void read(int row, float[] destination, int offset) {
      Objects.checkIndex(row, rows);
      MemorySegment.copy(
          segment, NUMBER, (long) row * width * Float.BYTES, destination, offset, width);
    }
  }
}
