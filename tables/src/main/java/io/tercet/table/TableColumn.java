package io.tercet.table;

import java.util.List;

/**
 * A feature column of a table.
 *
 * @param name the name in the file; unique in a table
 * @param kind what its values are
 * @param size numbers per row: 1, or the entries of a vector
 * @param categories the different values of a category in sorted order, empty for other kinds; a
 *     value's place is its code
 * @param missing rows without a value
 */
public record TableColumn(String name, Kind kind, int size, List<String> categories, long missing) {
  /** What the values of a column are. */
  public enum Kind {
    /** Numbers; dates as days since 1970-01-01; false and true as 0 and 1. */
    NUMBER,
    /** One of a few texts. */
    CATEGORY,
    /** Several numbers per row, such as an embedding. */
    VECTOR
  }

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException if the size does not fit the kind, or the categories do not
   */
  public TableColumn {
    if (size < 1 || (kind != Kind.VECTOR && size != 1)) {
      throw new IllegalArgumentException("size of a %s column: %d".formatted(kind, size));
    }
    if (kind != Kind.CATEGORY && !categories.isEmpty()) {
      throw new IllegalArgumentException("categories of a %s column".formatted(kind));
    }
    if (missing < 0) {
      throw new IllegalArgumentException("missing values: " + missing);
    }
    categories = List.copyOf(categories);
  }
}
