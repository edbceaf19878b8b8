package io.tercet.io;

import io.tercet.data.DataException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file with any line terminator: UTF-8, or UTF-16 if it begins with a byte
 * order mark, which is skipped. Malformed input and overlong lines are errors.
 */
final class TextLines implements Closeable {
  private static final int LONGEST = 10_000;

  private final Path path;
  private final BufferedReader reader;
  private int number;

  private TextLines(Path path, BufferedReader reader) {
    this.path = path;
    this.reader = reader;
  }

  static TextLines open(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    try {
      Charset charset = charset(in);
      return new TextLines(
          path, new BufferedReader(new InputStreamReader(in, charset.newDecoder())));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Detects and skips a byte order mark. */
  private static Charset charset(InputStream in) throws IOException {
    in.mark(3);
    byte[] start = in.readNBytes(3);
    int first = start.length < 2 ? 0 : ((start[0] & 0xff) << 8) | (start[1] & 0xff);
    boolean utf8 = first == 0xefbb && start.length == 3 && (start[2] & 0xff) == 0xbf;
    boolean utf16 = first == 0xfffe || first == 0xfeff;
    in.reset();
    in.skipNBytes(utf8 ? 3 : utf16 ? 2 : 0);
    if (!utf16) {
      return StandardCharsets.UTF_8;
    }
    return first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  /**
   * The next line without its end, or null after the last.
   *
   * @throws java.nio.charset.CharacterCodingException if the input is malformed
   */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    number++;
    while (c >= 0 && c != '\n' && c != '\r') {
      if (line.length() == LONGEST) {
        throw new DataException(
            "%s: line %d has more than %d characters".formatted(path, number, LONGEST));
      }
      line.append((char) c);
      c = reader.read();
    }
    if (c == '\r') {
      reader.mark(1);
      if (reader.read() != '\n') {
        reader.reset();
      }
    }
    return line.toString();
  }

  /** Number of the last line returned, from 1. */
  int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
