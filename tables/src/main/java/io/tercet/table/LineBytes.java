package io.tercet.table;

import io.tercet.data.DataException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The lines of a file as bytes, also of one compressed with gzip. Not thread-safe. */
final class LineBytes implements Closeable {
  /** Bytes of a line: one with more is no table. */
  private static final int LONGEST = 1 << 28;

  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int following;
  private int filled;
  private long number;

  private LineBytes(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static LineBytes open(Path file) throws IOException {
    return new LineBytes(file, Utf8Reader.bytes(file));
  }

  /** Goes to the next line; false after the last. */
  boolean next() throws IOException {
    start = following;
    int length = 0;
    while (start + length == filled || buffer[start + length] != '\n') {
      if (start + length < filled) {
        length++;
      } else if (!more()) {
        break;
      }
    }
    end = start + length;
    boolean hasLine = end < filled || length > 0;
    following = Math.min(end + 1, filled);
    number += hasLine ? 1 : 0;
    return hasLine;
  }

  /** Reads on, and moves the bytes that are kept to the front. */
  private boolean more() throws IOException {
    if (filled == buffer.length) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
      } else if (buffer.length >= LONGEST) {
        throw new DataException(
            "%s: line %d has more than %,d bytes".formatted(file, number + 1, LONGEST));
      } else {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(0, read);
      return read >= 0;
    } catch (ZipException | EOFException e) {
      throw Utf8Reader.damaged(file, e);
    }
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
