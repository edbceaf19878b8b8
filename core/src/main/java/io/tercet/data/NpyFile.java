package io.tercet.data;

import io.tercet.math.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** NumPy's file format, version 1.0, as far as Tercet writes it: a float32 matrix, row-major. */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int BLOCK_ROWS = 1024;

  private NpyFile() {}

  /** Writes the matrix to {@code path}, whole or not at all. */
  public static void write(Path path, Matrix matrix) throws IOException {
    byte[] header = header(matrix);
    WholeFile.write(
        path,
        out -> {
          out.write(header);
          ByteBuffer block =
              ByteBuffer.allocate(4 * matrix.columns() * BLOCK_ROWS).order(ByteOrder.LITTLE_ENDIAN);
          for (int row = 0; row < matrix.rows(); row += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, matrix.rows() - row) * matrix.columns();
            block.asFloatBuffer().put(matrix.data(), matrix.offset(row), count);
            out.write(block.array(), 0, 4 * count);
          }
        });
  }

  private static byte[] header(Matrix matrix) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(matrix.rows(), matrix.columns());
    int unpadded = MAGIC.length + 2 + text.length() + 1;
    String padded = text + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
    return ByteBuffer.allocate(MAGIC.length + 2 + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
