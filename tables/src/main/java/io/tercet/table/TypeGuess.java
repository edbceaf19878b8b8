package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import org.jspecify.annotations.Nullable;

/** What the cells of a column are, by its first rows or by what the file says. Not thread-safe. */
final class TypeGuess {
  /** Share of numbers from which on a text among them is a mistake. */
  private static final double MOSTLY = 0.9;

  private long numbers;
  private long dates;
  private long booleans;
  private long texts;
  private int size = 1;
  private @Nullable CellType known;
  private @Nullable String oddText;
  private String oddPlace = "";

  TypeGuess() {}

  /** A column whose file says what it is. */
  TypeGuess(CellType type, int size) {
    this.known = type;
    this.size = size;
  }

  /**
   * Counts a cell that is not missing.
   *
   * @param place where it is, for messages
   */
  void add(char[] text, int from, int to, Place place) {
    if (!Float.isNaN(CellType.NUMBER.parse(text, from, to))) {
      numbers++;
      return;
    }
    if (oddText == null) {
      oddText = new String(text, from, to - from);
      oddPlace = place.toString();
    }
    if (!Float.isNaN(CellType.DATE.parse(text, from, to))) {
      dates++;
    } else if (!Float.isNaN(CellType.BOOLEAN.parse(text, from, to))) {
      booleans++;
    } else {
      texts++;
    }
  }

  /** Counts a list of numbers, or of something else. */
  void addNested(CellType type, int entries) {
    if (known == null) {
      known = type;
      size = entries;
    } else if (type == CellType.NESTED) {
      known = type;
    }
  }

  /** Numbers per row. */
  int size() {
    return size;
  }

  /** The type, whatever the column is for: text if the cells are of several. */
  CellType type() {
    if (known != null) {
      return known;
    }
    long all = numbers + dates + booleans + texts;
    if (numbers == all) {
      return CellType.NUMBER; // also without any value
    }
    if (dates == all) {
      return CellType.DATE;
    }
    return booleans == all ? CellType.BOOLEAN : CellType.TEXT;
  }

  /**
   * The type of a feature column.
   *
   * @throws DataException if it has a text among numbers
   */
  CellType featureType(String column) throws DataException {
    CellType type = type();
    long all = numbers + dates + booleans + texts;
    if (known == null && type == CellType.TEXT && numbers >= MOSTLY * all) {
      throw new DataException(
          "%s, column '%s': found '%s' where %d of the first %d values are numbers, expected a"
                  .formatted(
                      oddPlace,
                      OneLine.of(column),
                      OneLine.of(String.valueOf(oddText)),
                      numbers,
                      all)
              + " number (--missing VALUE or --categorical COLUMN)");
    }
    return type;
  }
}
