package io.tercet.app.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes control characters as {@code \}{@code u001b}, which is also valid JSON: file names may
 * contain them, and a terminal would interpret them. Line feeds, tabs and the platform's line
 * separator are kept.
 */
public final class EscapingWriter extends FilterWriter {
  private static final String LEFT = "\n\t" + System.lineSeparator();

  public EscapingWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int character) throws IOException {
    write(String.valueOf((char) character), 0, 1);
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    write(new String(characters, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (isEscaped(text.charAt(i))) {
        out.write(text, start, i - start);
        out.write(escaped(text.charAt(i)));
        start = i + 1;
      }
    }
    out.write(text, start, offset + length - start);
  }

  /** Control characters, and bidirectional formatting characters. */
  private static boolean isEscaped(char character) {
    return (Character.isISOControl(character) && LEFT.indexOf(character) < 0)
        || isDirection(character)
        || character == '\u2028'
        || character == '\u2029';
  }

  private static boolean isDirection(char character) {
    return character == '\u200e'
        || character == '\u200f'
        || character == '\u061c'
        || (character >= '\u202a' && character <= '\u202e')
        || (character >= '\u2066' && character <= '\u2069');
  }

  private static String escaped(char character) {
    return "\\u%04x".formatted((int) character);
  }
}
