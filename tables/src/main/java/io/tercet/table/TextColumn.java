package io.tercet.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of labels, ids or groups: texts by code. Immutable, thread-safe. */
public final class TextColumn {
  private final String name;
  private final List<String> values;
  private final IntBlocks codes;

  TextColumn(String name, List<String> values, IntBlocks codes) {
    this.name = name;
    this.values = List.copyOf(values);
    this.codes = codes;
  }

  /**
   * The column's name.
   *
   * @return the name in the file, or the name of the file of labels
   */
  public String name() {
    return name;
  }

  /**
   * The code of a row's value.
   *
   * @param row the row, from 0
   * @return the place of the value in {@link #values}, or -1 if it is missing
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int code(int row) {
    return codes.get(row);
  }

  /**
   * The different values.
   *
   * @return the values that occur, by number if all are numbers, else as text
   */
  public List<String> values() {
    return values;
  }

  /**
   * The value of a row.
   *
   * @param row the row, from 0
   * @return the value as it is in the file, or null if it is missing
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public @Nullable String text(int row) {
    int code = codes.get(row);
    return code < 0 ? null : values.get(code);
  }

  IntBlocks codes() {
    return codes;
  }
}
