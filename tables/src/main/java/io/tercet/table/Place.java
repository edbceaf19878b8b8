package io.tercet.table;

import java.nio.file.Path;

/** Where a reader is in a file, for messages. Not thread-safe. */
final class Place {
  private final Path file;
  private final String hint;
  long row;
  long line;

  /**
   * @param file the file
   * @param hint what can be done about a column that is not what it seems
   */
  Place(Path file, String hint) {
    this.file = file;
    this.hint = hint;
  }

  Path file() {
    return file;
  }

  String hint() {
    return hint;
  }

  /** The path, the row from 1 and the line, where there are lines. */
  @Override
  public String toString() {
    return line == 0
        ? "%s: row %d".formatted(file, row)
        : "%s: row %d (line %d)".formatted(file, row, line);
  }
}
