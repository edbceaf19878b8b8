package io.tercet.io;

import java.util.ArrayList;
import java.util.List;

/** A line of a CSV file (RFC 4180), without line breaks in fields. */
public final class CsvLine {
  private CsvLine() {}

  /** The comma-separated fields, stripped and unquoted. */
  public static List<String> fields(String line) {
    return fields(line, ',');
  }

  /** The same with another separator. */
  static List<String> fields(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (quoted) {
        quoted = c != '"';
        field.append(quoted ? String.valueOf(c) : "");
      } else if (c == '"' && field.toString().isBlank() && !wasQuoted) {
        field.setLength(0);
        quoted = true;
        wasQuoted = true;
      } else if (c == separator) {
        fields.add(wasQuoted ? field.toString() : field.toString().strip());
        field.setLength(0);
        wasQuoted = false;
      } else if (!wasQuoted || !Character.isWhitespace(c)) {
        field.append(c);
      }
    }
    fields.add(wasQuoted ? field.toString() : field.toString().strip());
    return fields;
  }

  /** Joins fields to a line; fields with a comma or a double quote are quoted. */
  public static String of(List<String> fields) {
    return String.join(",", fields.stream().map(CsvLine::quoted).toList());
  }

  private static String quoted(String field) {
    boolean plain =
        field.chars().noneMatch(c -> c == ',' || c == '"') && field.equals(field.strip());
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
