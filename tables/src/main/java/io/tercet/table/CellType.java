package io.tercet.table;

/** What the cells of a column are. */
enum CellType {
  NUMBER("a number"),
  DATE("a date such as 2024-05-17"),
  BOOLEAN("true or false"),
  TEXT("text"),
  VECTOR("a list of numbers"),
  /** Objects, lists of objects and the like, which are no features. */
  NESTED("a number, a text or a list of numbers");

  private final String expected;

  CellType(String expected) {
    this.expected = expected;
  }

  /** What is expected in a cell, for messages. */
  String expected() {
    return expected;
  }

  /** Whether a cell is one number. */
  boolean isNumber() {
    return this == NUMBER || this == DATE || this == BOOLEAN;
  }

  /** The number in a cell, or NaN if it is not of this type. */
  float parse(char[] text, int from, int to) {
    return switch (this) {
      case NUMBER -> DecimalText.parse(text, from, to);
      case DATE -> DateText.parse(text, from, to);
      case BOOLEAN -> truth(text, from, to);
      case TEXT, VECTOR, NESTED -> Float.NaN;
    };
  }

  private static float truth(char[] text, int from, int to) {
    int length = to - from;
    if (length == 4 && new String(text, from, length).equalsIgnoreCase("true")) {
      return 1;
    }
    return length == 5 && new String(text, from, length).equalsIgnoreCase("false") ? 0 : Float.NaN;
  }
}
