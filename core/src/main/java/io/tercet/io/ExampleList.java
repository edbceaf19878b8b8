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
 * Lists of examples as text in UTF-8: a line for each, its fields parted by commas, such as {@code
 * anchor,positive,negative}, or by tabs or semicolons. A field is the number of an example or its
 * id; one with a comma in it stands in double quotes, as spreadsheets write it. A first line of
 * names, empty lines and the mark of a spreadsheet's UTF-8 are passed over. UTF-16 is read where
 * such a mark says so.
 */
public final class ExampleList {
  private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

  private ExampleList() {}

  /** Triplets by number: anchor, positive, negative of one after the other. */
  public static int[] readTriplets(Path path, int examples) throws IOException {
    return readTriplets(path, ExampleIds.ofNumbers(examples));
  }

  /** Triplets by number or id: the numbers of anchor, positive, negative of one after the other. */
  public static int[] readTriplets(Path path, ExampleIds examples) throws IOException {
    return read(path, "anchor,positive,negative", examples);
  }

  /** Pairs by number: first and second of one after the other. */
  public static int[] readPairs(Path path, int examples) throws IOException {
    return readPairs(path, ExampleIds.ofNumbers(examples));
  }

  /** Pairs by number or id: the numbers of first and second of one after the other. */
  public static int[] readPairs(Path path, ExampleIds examples) throws IOException {
    return read(path, "first,second", examples);
  }

  /**
   * Reads the numbers of all lines.
   *
   * @throws DataException if a line has other than that many fields, a field is not an example, or
   *     there is no line
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
      throw new DataException(path + ": not a text of " + names + " in UTF-8", e);
    }
    if (count == 0) {
      throw new DataException("%s: no lines of %s in it".formatted(path, names));
    }
    return Arrays.copyOf(numbers, count);
  }

  /** With the separator that makes as many as there should be; else those between commas. */
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
