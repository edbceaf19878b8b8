package io.tercet.io;

import io.tercet.data.DataException;
import io.tercet.data.ExampleIds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads lists of examples from UTF-8 text: one per line, with fields such as {@code
 * anchor,positive,negative} separated by commas, tabs or semicolons. A field is the number or the
 * id of an example; fields that contain the separator are in double quotes. A header line, empty
 * lines and a byte order mark are skipped. Files with a UTF-16 byte order mark are read as UTF-16.
 */
public final class ExampleList {
  private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

  private ExampleList() {}

  /**
   * Triplets by number. Returns the example numbers of anchor, positive, negative, consecutively.
   */
  public static int[] readTriplets(Path path, int examples) throws IOException {
    return readTriplets(path, ExampleIds.ofNumbers(examples));
  }

  /**
   * Triplets by number or id. Returns the example numbers of anchor, positive, negative,
   * consecutively.
   */
  public static int[] readTriplets(Path path, ExampleIds examples) throws IOException {
    return read(path, "anchor,positive,negative", examples);
  }

  /** Pairs by number. Returns the example numbers of both, consecutively. */
  public static int[] readPairs(Path path, int examples) throws IOException {
    return readPairs(path, ExampleIds.ofNumbers(examples));
  }

  /** Pairs by number or id. Returns the example numbers of both, consecutively. */
  public static int[] readPairs(Path path, ExampleIds examples) throws IOException {
    return read(path, "first,second", examples);
  }

  /**
   * Reads all lines.
   *
   * @throws DataException if a line has the wrong number of fields, a field is not an example, or
   *     there are no lines
   */
  private static int[] read(Path path, String names, ExampleIds examples) throws IOException {
    int columns = names.split(",", -1).length;
    int[] numbers = new int[1024];
    int count = 0;
    try (TextLines lines = TextLines.open(path)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String text = line.strip();
        List<String> fields = fields(text, columns);
        boolean head = String.join(",", fields).toLowerCase(Locale.ROOT).equals(names);
        if (text.isEmpty() || (lines.number() == 1 && head)) {
          continue;
        }
        if (fields.size() != columns) {
          throw new DataException(
              "%s: line %d has %d fields, expected %s"
                  .formatted(path, lines.number(), fields.size(), names));
        }
        for (String field : fields) {
          numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
          numbers[count++] = number(path, lines.number(), field, examples);
        }
      }
    } catch (CharacterCodingException e) {
      throw new DataException(path + ": not UTF-8 text of " + names, e);
    }
    if (count == 0) {
      throw new DataException("%s: no lines of %s found".formatted(path, names));
    }
    return Arrays.copyOf(numbers, count);
  }

  /** Splits at the separator that gives the expected number of fields, else at commas. */
  private static List<String> fields(String line, int columns) {
    return SEPARATORS.stream()
        .map(separator -> CsvLine.fields(line, separator))
        .filter(fields -> fields.size() == columns)
        .findFirst()
        .orElseGet(() -> CsvLine.fields(line));
  }

  private static int number(Path path, int lineNumber, String field, ExampleIds examples)
      throws DataException {
    int number = examples.find(field);
    if (number < 0) {
      throw new DataException(
          "%s: line %d has '%s', expected %s"
              .formatted(path, lineNumber, OneLine.of(field), examples.expected(field)));
    }
    return number;
  }
}
