package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.NpyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Labels in a file of their own: a vector of whole numbers (.npy), or text with one a line. */
final class LabelFile {
  private LabelFile() {}

  /**
   * Reads a file.
   *
   * @param rows the rows of the table
   * @throws DataException if it has not as many labels
   */
  static TextColumn read(Path file, int rows, MissingMarkers markers) throws IOException {
    requireFile(file);
    TextDictionary texts = new TextDictionary(Integer.MAX_VALUE);
    IntBlocks codes = new IntBlocks();
    if (TableFormat.nameWithoutGzip(file).endsWith(".npy")) {
      for (long number : NpyFile.readWholeNumbers(file)) {
        codes.add(texts.code(Long.toString(number)));
      }
    } else {
      readLines(file, texts, codes, markers);
    }
    if (codes.size() != rows) {
      throw new DataException(
          "%s: found %,d labels, expected %,d, one for each row of the table"
              .formatted(file, codes.size(), rows));
    }
    if (texts.size() == 0) {
      throw new DataException("%s: found no label, expected some".formatted(file));
    }
    int[] order = texts.sorted();
    int[] places = TextDictionary.places(order);
    for (int row = 0; row < rows; row++) {
      int code = codes.get(row);
      codes.set(row, code < 0 ? -1 : places[code]);
    }
    List<String> values = Arrays.stream(order).mapToObj(texts::text).toList();
    return new TextColumn(file.getFileName().toString(), values, codes);
  }

  private static void readLines(
      Path file, TextDictionary texts, IntBlocks codes, MissingMarkers markers) throws IOException {
    try (BufferedReader reader = new BufferedReader(Utf8Reader.open(file))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        codes.add(markers.matches(line) ? -1 : texts.code(line));
      }
    }
  }

  static void requireFile(Path file) throws DataException {
    if (!Files.exists(file)) {
      throw new DataException("%s: no such file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new DataException("%s: is a folder, expected a file".formatted(file));
    }
  }
}
