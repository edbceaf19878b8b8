package io.tercet.app.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes control characters as {@code \}{@code u001b}, which JSON understands, too: names of files
 * may have any in them, and a terminal obeys them. Line feeds and tabs are left, as are the
 * characters that end a line of this system.
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

  /** Controls, and what turns the direction of the text around it. */
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
