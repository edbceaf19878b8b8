package io.tercet.table;

import io.tercet.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipException;

/** The formats of table files. */
enum TableFormat {
  CSV,
  PARQUET,
  JSON_LINES,
  NUMPY;

  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NUMPY_MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /**
   * The format of a file, by its first bytes, else by its extension.
   *
   * @throws DataException if it is none of these
   */
  static TableFormat of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Utf8Reader.bytes(file)) {
      head = in.readNBytes(NUMPY_MAGIC.length);
    } catch (ZipException | EOFException e) {
      throw Utf8Reader.damaged(file, e);
    }
    if (startsWith(head, PARQUET_MAGIC)) {
      return PARQUET;
    }
    if (startsWith(head, NUMPY_MAGIC)) {
      return NUMPY;
    }
    String name = nameWithoutGzip(file);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "csv", "tsv", "txt" -> CSV;
      case "jsonl", "ndjson" -> JSON_LINES;
      case "parquet", "pq" -> PARQUET;
      case "npy" -> NUMPY;
      default ->
          throw new DataException(
              "%s: found extension '%s', expected .csv, .tsv, .txt, .parquet, .jsonl, .ndjson or .npy"
                  .formatted(file, extension));
    };
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  /** The name in lower case, without .gz. */
  static String nameWithoutGzip(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /** A reader of a file of this format. */
  TableSource open(Path file, TableOptions options) throws IOException {
    return switch (this) {
      case CSV -> new CsvTable(file, options);
      case JSON_LINES -> new JsonLinesTable(file, options);
      case PARQUET -> new ParquetTable(file, options);
      case NUMPY -> new NumpyTable(file);
    };
  }
}
