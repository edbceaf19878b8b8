package io.tercet.io;

import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.ExampleIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The files that identify the rows of a file of embeddings. Next to {@code e.npy} are {@code
 * e.labels.npy}, the class number of each row as int64 [n]; {@code e.classes.txt}, the name of each
 * class, one per line; and {@code e.ids.txt}, the id of each row, one per line. Text is UTF-8.
 *
 * @param embeddings the file of embeddings
 */
public record ExampleFiles(Path embeddings) {
  private static final int ALIGNMENT = 64;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Class numbers. */
  public Path labels() {
    return beside(".labels.npy");
  }

  /** Names of the class numbers. */
  public Path classes() {
    return beside(".classes.txt");
  }

  /** Ids of the rows. */
  public Path ids() {
    return beside(".ids.txt");
  }

  private Path beside(String ending) {
    String name = embeddings.getFileName().toString();
    String stem = name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name;
    return embeddings.resolveSibling(stem + ending);
  }

  /** Writes all three for the examples of a data set, each atomically. */
  public void write(Dataset dataset) throws IOException {
    writeLines(ids(), IntStream.range(0, dataset.size()).mapToObj(dataset::id).toList());
    writeLines(classes(), dataset.classNames().stream().map(ExampleFiles::oneLine).toList());
    byte[] numbers = npy(dataset.labels());
    AtomicFile.write(labels(), out -> out.write(numbers));
  }

  private static String oneLine(String name) {
    return name.replaceAll("\\p{Cntrl}", " ");
  }

  private static void writeLines(Path path, List<String> lines) throws IOException {
    AtomicFile.write(
        path,
        out -> {
          for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static byte[] npy(int[] labels) {
    String head = "{'descr': '<i8', 'fortran_order': False, 'shape': (" + labels.length + ",), }";
    int unpadded = MAGIC.length + 2 + head.length() + 1;
    String padded = head + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(
                MAGIC.length + 2 + padded.length() + Math.multiplyExact(8, labels.length))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putShort((short) padded.length())
            .put(padded.getBytes(StandardCharsets.US_ASCII));
    for (int label : labels) {
      bytes.putLong(label);
    }
    return bytes.array();
  }

  /**
   * The ids of the rows: row numbers, and also the ids of {@code e.ids.txt} if it exists.
   *
   * @param rows number of rows of the embeddings
   * @throws DataException if the number of ids differs from {@code rows}
   */
  public ExampleIds find(int rows) throws IOException {
    if (!Files.isRegularFile(ids())) {
      return ExampleIds.ofNumbers(rows);
    }
    try {
      List<String> read = Files.readAllLines(ids(), StandardCharsets.UTF_8);
      if (read.size() != rows) {
        throw new DataException(
            "%s: %d ids for the %d rows of %s".formatted(ids(), read.size(), rows, embeddings));
      }
      return ExampleIds.of(read);
    } catch (CharacterCodingException e) {
      throw new DataException(ids() + ": not UTF-8 text, expected one id per line", e);
    }
  }
}
