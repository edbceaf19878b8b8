package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import org.jspecify.annotations.Nullable;

/** What is collected of a column. Not thread-safe. */
final class ColumnData {
  /** Different values of a category that is found, and of one that is named. */
  static final int CATEGORIES = 1_000;

  static final int NAMED_CATEGORIES = 10_000;

  /** Different numbers of a label that is found. */
  private static final int LABEL_NUMBERS = 100_000;

  private final ColumnRole role;
  private final String name;
  private final CellType type;
  private final int offset;
  private final int size;
  private final boolean isCertain;
  private final @Nullable TextDictionary categories;
  private @Nullable TextDictionary texts;
  private @Nullable IntBlocks codes;
  private long missing;

  /**
   * @param offset where its numbers are in a row, or -1 if they are not kept
   * @param isCertain whether it is the label, id or group for certain
   */
  ColumnData(String name, ColumnRole role, CellType type, int size, int offset, boolean isCertain) {
    this.name = name;
    this.role = role;
    this.type = type;
    this.size = size;
    this.offset = offset;
    this.isCertain = isCertain;
    this.categories =
        offset >= 0 && type == CellType.TEXT
            ? new TextDictionary(role.named() ? NAMED_CATEGORIES : CATEGORIES)
            : null;
    if (role.isText()) {
      boolean bounded = !isCertain && !role.id() && type != CellType.TEXT;
      texts = new TextDictionary(bounded ? LABEL_NUMBERS : Integer.MAX_VALUE);
      codes = new IntBlocks();
    }
  }

  String name() {
    return name;
  }

  ColumnRole role() {
    return role;
  }

  CellType type() {
    return type;
  }

  int offset() {
    return offset;
  }

  int size() {
    return size;
  }

  long missing() {
    return missing;
  }

  /** Whether anything of it is kept. */
  boolean isRead() {
    return offset >= 0 || texts != null;
  }

  /** Whether its texts are kept. */
  boolean isText() {
    return texts != null;
  }

  @Nullable TextDictionary categories() {
    return categories;
  }

  /** The different texts, or null if they are not kept or were too many. */
  @Nullable TextDictionary texts() {
    return texts;
  }

  @Nullable IntBlocks codes() {
    return codes;
  }

  void addMissing() {
    missing++;
    if (codes != null) {
      codes.add(-1);
    }
  }

  /** Adds a cell's text for what it names. */
  void addText(char[] text, int from, int to, Place place) throws DataException {
    TextDictionary known = texts;
    IntBlocks list = codes;
    if (known == null || list == null) {
      return;
    }
    int before = known.size();
    int code = known.code(text, from, to);
    boolean repeated = code >= 0 && known.size() == before;
    if (repeated && role.id() && isCertain) {
      throw new DataException(
          "%s, column '%s': found '%s', which row %d has too, expected different ids"
              .formatted(
                  place, OneLine.of(name), OneLine.of(known.text(code)), firstRow(list, code) + 1));
    }
    if (code == TextDictionary.FULL || (repeated && role.id() && !role.label() && !role.group())) {
      texts = null; // it names nothing, and its texts need no memory
      codes = null;
      return;
    }
    list.add(code);
  }

  private static int firstRow(IntBlocks codes, int code) {
    for (int row = 0; row < codes.size(); row++) {
      if (codes.get(row) == code) {
        return row;
      }
    }
    return -1;
  }

  /** The code of a cell's category; codes beyond the room are undefined. */
  float category(char[] text, int from, int to) {
    return categories == null ? Float.NaN : categories.code(text, from, to);
  }
}
