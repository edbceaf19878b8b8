package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows of numbers: in memory up to a limit, beyond it in a temporary file that is there
 * until this is closed. Not thread-safe.
 */
final class RowStore implements AutoCloseable {
  /** Numbers in a block, as far as rows fit. */
  private static final int BLOCK = 1 << 18;

  private final int stride;
  private final int rowsPerBlock;
  private final long limit;
  private final Path target;
  private final List<float[]> blocks = new ArrayList<>();
  private float[] block;
  private int inBlock;
  private int rows;
  private int start;
  private @Nullable TemporaryFile file;

  /**
   * @param stride numbers per row
   * @param limit bytes to keep in memory
   * @param target the cache file that the temporary file is made beside
   */
  RowStore(int stride, long limit, Path target) {
    this.stride = stride;
    this.limit = limit;
    this.target = target;
    this.rowsPerBlock = Math.max(1, BLOCK / Math.max(1, stride));
    this.block = new float[rowsPerBlock * stride];
  }

  /** The block that {@link #next} points into. */
  float[] block() {
    return block;
  }

  /** Begins a row, of undefined content. Returns where it is in {@link #block}. */
  int next() throws IOException {
    if (inBlock == rowsPerBlock) {
      flush();
    }
    if (rows == Integer.MAX_VALUE) {
      throw new DataException("more than %,d rows, expected fewer".formatted(rows));
    }
    rows++;
    return inBlock++ * stride;
  }

  /**
   * Begins several rows that are one behind the other.
   *
   * @param most as many at most, at least 1
   * @return as many, at least 1; the first is {@link #start}
   */
  int next(int most) throws IOException {
    start = next();
    int more = Math.min(most - 1, Math.min(rowsPerBlock - inBlock, Integer.MAX_VALUE - rows));
    inBlock += more;
    rows += more;
    return 1 + more;
  }

  /** Where the rows of {@link #next(int)} are in {@link #block}. */
  int start() {
    return start;
  }

  int stride() {
    return stride;
  }

  int rows() {
    return rows;
  }

  /** Puts the current block away. */
  private void flush() throws IOException {
    if (file == null) {
      blocks.add(block);
      block = new float[block.length];
      inBlock = 0;
      if ((long) blocks.size() * block.length * Float.BYTES > limit) {
        spill();
      }
    } else {
      write(file.channel(), block, inBlock * stride);
      inBlock = 0;
    }
  }

  private void spill() throws IOException {
    Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
    try {
      Files.createDirectories(folder);
      TemporaryFile.sweep(folder);
      file = TemporaryFile.beside(target);
      for (int i = 0; i < blocks.size(); i++) {
        write(file.channel(), blocks.get(i), block.length);
      }
      blocks.clear();
    } catch (IOException e) {
      throw new DataException(
          "%s: no file for a large table can be written there: %s".formatted(folder, e), e);
    }
  }

  private static void write(FileChannel channel, float[] numbers, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers, 0, count);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The temporary file, or null if all is in memory. */
  @Nullable TemporaryFile file() {
    return file;
  }

  /** Brings the rows into their final form in memory; only if there is no file. */
  RowValues inMemory(RowLayout layout) {
    blocks.add(Arrays.copyOf(block, inBlock * stride));
    block = new float[0];
    if (layout.isIdentity(stride)) {
      return new RowValues.InMemory(List.copyOf(blocks), rowsPerBlock, rows, stride);
    }
    List<float[]> packed = new ArrayList<>();
    float[] row = new float[stride];
    for (int b = 0; b < blocks.size(); b++) {
      float[] from = blocks.set(b, new float[0]);
      int count = Math.min(rowsPerBlock, rows - b * rowsPerBlock);
      float[] to = new float[count * layout.width()];
      for (int i = 0; i < count; i++) {
        System.arraycopy(from, i * stride, row, 0, stride);
        layout.apply(row, to, i * layout.width());
      }
      packed.add(to);
    }
    return new RowValues.InMemory(List.copyOf(packed), rowsPerBlock, rows, layout.width());
  }

  /**
   * Brings the rows into their final form at the start of the file, which ends behind them.
   *
   * @return the file
   */
  TemporaryFile inFile(RowLayout layout) throws IOException {
    TemporaryFile written = Objects.requireNonNull(file);
    FileChannel channel = written.channel();
    write(channel, block, inBlock * stride);
    block = new float[0];
    if (!layout.isIdentity(stride)) {
      long bytes = (long) rows * stride * Float.BYTES;
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment all = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
        pack(all, layout);
      }
      channel.truncate((long) rows * layout.width() * Float.BYTES);
    }
    channel.position(channel.size());
    return written;
  }

  /** In place: a packed row never reaches beyond the rows that were read. */
  private void pack(MemorySegment all, RowLayout layout) {
    int width = layout.width();
    float[] row = new float[stride];
    float[] packed = new float[width];
    for (int i = 0; i < rows; i++) {
      MemorySegment.copy(all, RowValues.NUMBER, (long) i * stride * Float.BYTES, row, 0, stride);
      layout.apply(row, packed, 0);
      MemorySegment.copy(packed, 0, all, RowValues.NUMBER, (long) i * width * Float.BYTES, width);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
