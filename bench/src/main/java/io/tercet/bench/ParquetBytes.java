package io.tercet.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a Parquet file of float32 columns, c0, c1, ..., without compression: a page of plain
 * values for each column of a group of rows. Its headers are Thrift's compact protocol.
 */
final class ParquetBytes {
  private static final int ROWS_PER_GROUP = 1 << 16;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int INT = 5;
  private static final int LONG = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int FLOAT = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int lastField;

  private ParquetBytes() {}

  /** Writes columns of the same length. */
  static void write(Path path, float[][] columns) throws IOException {
    int rows = columns[0].length;
    ParquetBytes groups = new ParquetBytes();
    int count = (rows + ROWS_PER_GROUP - 1) / ROWS_PER_GROUP;
    groups.lastField = 3;
    groups.list(4, count, STRUCT);
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(MAGIC);
      long at = MAGIC.length;
      for (int from = 0; from < rows; from += ROWS_PER_GROUP) {
        int size = Math.min(ROWS_PER_GROUP, rows - from);
        ParquetBytes chunks = new ParquetBytes();
        chunks.list(1, columns.length, STRUCT);
        long start = at;
        for (int c = 0; c < columns.length; c++) {
          byte[] header = pageHeader(size);
          ByteBuffer values = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
          values.asFloatBuffer().put(columns[c], from, size);
          out.write(header);
          out.write(values.array());
          long length = header.length + values.capacity();
          chunks.raw(chunk("c" + c, at, length, size));
          at += length;
        }
        chunks.number(2, LONG, at - start).number(3, LONG, size).end();
        groups.raw(chunks.bytes.toByteArray());
      }
      byte[] footer = footer(columns.length, rows, groups.bytes.toByteArray());
      out.write(footer);
      out.write(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
      out.write(MAGIC);
    }
  }

  private static byte[] footer(int columns, int rows, byte[] groups) {
    ParquetBytes file = new ParquetBytes().number(1, INT, 1).list(2, columns + 1, STRUCT);
    file.raw(new ParquetBytes().text(4, "schema").number(5, INT, columns).end());
    for (int c = 0; c < columns; c++) {
      file.raw(new ParquetBytes().number(1, INT, FLOAT).number(3, INT, 0).text(4, "c" + c).end());
    }
    file.number(3, LONG, rows);
    file.raw(groups);
    return file.end();
  }

  private static byte[] pageHeader(int values) {
    byte[] data =
        new ParquetBytes()
            .number(1, INT, values)
            .number(2, INT, 0)
            .number(3, INT, 3)
            .number(4, INT, 3)
            .end();
    ParquetBytes page =
        new ParquetBytes()
            .number(1, INT, 0)
            .number(2, INT, 4L * values)
            .number(3, INT, 4L * values);
    page.field(5, STRUCT);
    return page.raw(data).end();
  }

  private static byte[] chunk(String name, long at, long length, int values) {
    ParquetBytes data = new ParquetBytes().number(1, INT, FLOAT).list(2, 1, INT);
    data.varint(0); // plain
    data.list(3, 1, BINARY).string(name);
    data.number(4, INT, 0).number(5, LONG, values).number(6, LONG, length);
    byte[] meta = data.number(7, LONG, length).number(9, LONG, at).end();
    ParquetBytes chunk = new ParquetBytes().number(2, LONG, at);
    chunk.field(3, STRUCT);
    return chunk.raw(meta).end();
  }

  private void field(int id, int type) {
    bytes.write((id - lastField) << 4 | type);
    lastField = id;
  }

  private ParquetBytes number(int id, int type, long value) {
    field(id, type);
    varint(value << 1 ^ value >> 63);
    return this;
  }

  private ParquetBytes text(int id, String value) {
    field(id, BINARY);
    string(value);
    return this;
  }

  private void string(String value) {
    varint(value.length());
    raw(value.getBytes(StandardCharsets.US_ASCII));
  }

  private ParquetBytes list(int id, int size, int type) {
    field(id, LIST);
    bytes.write(0xf0 | type);
    varint(size);
    return this;
  }

  private void varint(long value) {
    long left = value;
    while (left >>> 7 != 0) {
      bytes.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  private ParquetBytes raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  private byte[] end() {
    bytes.write(0);
    return bytes.toByteArray();
  }
}
