package io.tercet.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Lists of examples as text in UTF-8: a line for each, its fields parted by commas, such as {@code
 * anchor,positive,negative}. A field is the number of an example or its id; one with a comma in it
 * stands in double quotes, as spreadsheets write it. A first line of names, empty lines and the
 * mark of a spreadsheet's UTF-8 are passed over.
 */
public final class ExampleListFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ExampleListFile() {}

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
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      int lineNumber = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lineNumber++;
        String text = withoutMark(line, lineNumber).strip();
        List<String> fields = CsvLine.fields(text);
        boolean head = String.join(",", fields).toLowerCase(Locale.ROOT).equals(names);
        if (text.isEmpty() || (lineNumber == 1 && head)) {
          continue;
        }
        if (fields.size() != columns) {
          throw new DataException(
              "%s: line %d has %d fields, expected %s"
                  .formatted(path, lineNumber, fields.size(), names));
        }
        for (String field : fields) {
          numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
          numbers[count++] = number(path, lineNumber, field, examples);
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

  private static String withoutMark(String line, int number) {
    return number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private static int number(Path path, int lineNumber, String field, ExampleIds examples)
      throws DataException {
    int number = examples.find(field);
    if (number < 0) {
      throw new DataException(
          "%s: line %d has '%s', expected %s"
              .formatted(path, lineNumber, ClassNames.inShort(field), examples.expected(field)));
    }
    return number;
  }
}
