package io.tercet.io;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the subset of Python literals used in NumPy headers: strings in single or double quotes,
 * integers (also with the {@code L} of Python 2), {@code True} and {@code False}, tuples, lists and
 * dictionaries. They become String, Long, Boolean, {@link Tuple}, List and Map.
 */
final class PythonLiteral {
  private static final int MAX_DEPTH = 16;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** A tuple, distinct from a list. */
  record Tuple(List<Object> items) {}

  /**
   * Parses the whole text.
   *
   * @throws ParseException if it is not a single literal; with the position and what was expected
   *     there
   */
  static Object parse(String text) throws ParseException {
    PythonLiteral literal = new PythonLiteral(text);
    Object value = literal.value(0);
    if (literal.next() != 0) {
      throw literal.expected("its end");
    }
    return value;
  }

  private ParseException expected(String what) {
    return new ParseException("expected %s at character %d".formatted(what, at), at);
  }

  /** Skips blanks and peeks at the next character; 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void take(char expected) throws ParseException {
    if (next() != expected) {
      throw expected("'" + expected + "'");
    }
    at++;
  }

  private Object value(int depth) throws ParseException {
    if (depth > MAX_DEPTH) {
      throw expected("no deeper nesting");
    }
    char first = next();
    return switch (first) {
      case '{' -> dictionary(depth);
      case '(' -> parenthesis(depth);
      case '[' -> items('[', ']', depth);
      case '\'', '"' -> string(first);
      default -> first == '-' || isDigit(first) ? number() : word();
    };
  }

  private Map<Object, Object> dictionary(int depth) throws ParseException {
    Map<Object, Object> entries = new LinkedHashMap<>();
    take('{');
    while (next() != '}') {
      Object key = value(depth + 1);
      take(':');
      entries.put(key, value(depth + 1));
      takeComma('}');
    }
    take('}');
    return entries;
  }

  /** A tuple, or a value in parentheses. */
  private Object parenthesis(int depth) throws ParseException {
    int start = at;
    List<Object> items = items('(', ')', depth);
    boolean comma = text.substring(start, at - 1).stripTrailing().endsWith(",");
    return items.size() == 1 && !comma ? items.getFirst() : new Tuple(items);
  }

  private List<Object> items(char open, char close, int depth) throws ParseException {
    List<Object> items = new ArrayList<>();
    take(open);
    while (next() != close) {
      items.add(value(depth + 1));
      takeComma(close);
    }
    take(close);
    return items;
  }

  private void takeComma(char close) throws ParseException {
    if (next() != close) {
      take(',');
    }
  }

  private String string(char quote) throws ParseException {
    int end = text.indexOf(quote, at + 1);
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw expected("a closing quote and no backslashes");
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private Long number() throws ParseException {
    int start = at;
    at += text.charAt(at) == '-' ? 1 : 0;
    int digits = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    String number = text.substring(start, at);
    boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      if (!leadingZero) {
        return Long.valueOf(number);
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    at = start;
    throw expected("an integer below 2^63 without leading zeros");
  }

  private Boolean word() throws ParseException {
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw expected("a literal");
  }

  /** ASCII only: {@link Character#isDigit} accepts the digits of all scripts. */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
