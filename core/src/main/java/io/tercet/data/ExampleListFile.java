package io.tercet.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lists of examples by number, as text: a line for each, its numbers parted by commas, such as
 * {@code anchor,positive,negative}. A first line of names and empty lines are passed over.
 */
public final class ExampleListFile {
  private ExampleListFile() {}

  /** Triplets: anchor, positive, negative of one after the other. */
  public static int[] readTriplets(Path path, int examples) throws IOException {
    return read(path, "anchor,positive,negative", examples);
  }

  /** Pairs: first and second of one after the other. */
  public static int[] readPairs(Path path, int examples) throws IOException {
    return read(path, "first,second", examples);
  }

  /**
   * Reads the numbers of all lines.
   *
   * @throws DataException if a line has other than that many numbers, a number is not that of an
   *     example, or there is no line
   */
  private static int[] read(Path path, String names, int examples) throws IOException {
    int columns = names.split(",", -1).length;
    int[] numbers = new int[1024];
    int count = 0;
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.US_ASCII)) {
      int lineNumber = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lineNumber++;
        String text = line.strip();
        boolean head = lineNumber == 1 && text.equalsIgnoreCase(names);
        if (text.isEmpty() || head) {
          continue;
        }
        String[] fields = text.split(",", -1);
        if (fields.length != columns) {
          throw new DataException(
              "%s: line %d has %d fields, expected %s"
                  .formatted(path, lineNumber, fields.length, names));
        }
        for (String field : fields) {
          numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
          numbers[count++] = number(path, lineNumber, field.strip(), examples);
        }
      }
    } catch (CharacterCodingException e) {
      throw new DataException(path + ": not a text of " + names, e);
    }
    if (count == 0) {
      throw new DataException("%s: no lines of %s in it".formatted(path, names));
    }
    return Arrays.copyOf(numbers, count);
  }

  private static int number(Path path, int lineNumber, String field, int examples)
      throws DataException {
    try {
      int number = Integer.parseInt(field);
      if (number >= 0 && number < examples) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new DataException(
        "%s: line %d has '%s', expected the number of an example, 0 to %d"
            .formatted(path, lineNumber, field, examples - 1));
  }
}
