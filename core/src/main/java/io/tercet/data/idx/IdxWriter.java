package io.tercet.data.idx;

import io.tercet.io.AtomicFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files, gzipped where the name ends in {@code .gz}. */
public final class IdxWriter {
  private static final int BLOCK = 1 << 16;

  private IdxWriter() {}

  /**
   * Writes the array to {@code path}, atomically.
   *
   * @param path where to write it; compressed with gzip if it ends in ".gz"
   * @param array the elements and their shape
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, IdxArray array) throws IOException {
    boolean gzip = path.toString().endsWith(".gz");
    AtomicFile.write(
        path,
        out -> {
          if (gzip) {
            GZIPOutputStream zipped = new GZIPOutputStream(out);
            write(zipped, array);
            zipped.finish();
          } else {
            write(out, array);
          }
        });
  }

  private static void write(OutputStream out, IdxArray array) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(array.type().code() << 8 | array.shape().size());
    for (int size : array.shape()) {
      data.writeInt(size);
    }
    writeElements(data, array.data());
    data.flush();
  }

  private static void writeElements(OutputStream out, MemorySegment data) throws IOException {
    byte[] block = new byte[(int) Math.min(BLOCK, data.byteSize())];
    for (long at = 0; at < data.byteSize(); at += block.length) {
      int count = (int) Math.min(block.length, data.byteSize() - at);
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, block, 0, count);
      out.write(block, 0, count);
    }
  }
}
