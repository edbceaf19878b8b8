package io.tercet.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the header of a table for the cache, and reads it. */
final class TableHeaderCodec {
  private final DataInputStream in;

  /** Bytes of the header: no length in it can be larger. */
  private final long bytes;

  private TableHeaderCodec(DataInputStream in, long bytes) {
    this.in = in;
    this.bytes = bytes;
  }

  static void write(TableHeader header, DataOutputStream out) throws IOException {
    writeText(header.name(), out);
    out.writeInt(header.rows());
    out.writeInt(header.columns().size());
    for (TableColumn column : header.columns()) {
      writeText(column.name(), out);
      writeText(column.kind().name(), out);
      out.writeInt(column.size());
      writeTexts(column.categories(), out);
      out.writeLong(column.missing());
    }
    write(header.label(), header.rows(), out);
    write(header.id(), header.rows(), out);
    write(header.group(), header.rows(), out);
    writeTexts(header.notes(), out);
  }

  private static void write(@Nullable TextColumn column, int rows, DataOutputStream out)
      throws IOException {
    out.writeBoolean(column != null);
    if (column != null) {
      writeText(column.name(), out);
      writeTexts(column.values(), out);
      for (int row = 0; row < rows; row++) {
        out.writeInt(column.code(row));
      }
    }
  }

  private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(content.length);
    out.write(content);
  }

  /**
   * Reads a header.
   *
   * @param bytes its size
   * @throws IOException if it is damaged
   */
  static TableHeader read(DataInputStream in, long bytes) throws IOException {
    TableHeaderCodec codec = new TableHeaderCodec(in, bytes);
    String name = codec.text();
    int rows = codec.length();
    int count = codec.length();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(
          new TableColumn(
              codec.text(),
              TableColumn.Kind.valueOf(codec.text()),
              in.readInt(),
              codec.texts(),
              in.readLong()));
    }
    TextColumn label = codec.column(rows);
    TextColumn id = codec.column(rows);
    TextColumn group = codec.column(rows);
    return new TableHeader(name, rows, columns, label, id, group, codec.texts());
  }

  private @Nullable TextColumn column(int rows) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String name = text();
    List<String> values = texts();
    IntBlocks codes = new IntBlocks();
    for (int row = 0; row < rows; row++) {
      codes.add(in.readInt());
    }
    return new TextColumn(name, values, codes);
  }

  private List<String> texts() throws IOException {
    int count = length();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  private String text() throws IOException {
    int length = length();
    if (length > bytes) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] content = in.readNBytes(length);
    return new String(content, StandardCharsets.UTF_8);
  }

  private int length() throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("a length of " + length);
    }
    return length;
  }
}
