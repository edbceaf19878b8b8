package io.tercet.table;

import io.tercet.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The characters of a UTF-8 file, also of one compressed with gzip, without its byte order mark.
 * What is not UTF-8 is an error with its place. Not thread-safe.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /** Bytes of the file before the buffer. */
  private long before;

  private boolean atEnd;

  private Utf8Reader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
    bytes.limit(0);
  }

  /** Opens a file. */
  static Utf8Reader open(Path file) throws IOException {
    Utf8Reader reader = new Utf8Reader(file, bytes(file));
    try {
      reader.fill();
      reader.skipMark();
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /** The bytes of a file, decompressed if it begins as gzip files do. */
  static InputStream bytes(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
      buffered.mark(2);
      boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
      buffered.reset();
      return isGzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    } catch (ZipException | EOFException e) {
      in.close();
      throw damaged(file, e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  static DataException damaged(Path file, IOException e) {
    return new DataException(
        "%s: damaged or cut short, expected a whole gzip file (%s)".formatted(file, e.getMessage()),
        e);
  }

  private void skipMark() throws DataException {
    byte[] array = bytes.array();
    int first = bytes.limit() < 2 ? 0 : ((array[0] & 0xff) << 8) | (array[1] & 0xff);
    if (first == 0xfffe || first == 0xfeff) {
      throw new DataException("%s: found UTF-16, expected UTF-8".formatted(file));
    }
    if (first == 0xefbb && bytes.limit() > 2 && (array[2] & 0xff) == 0xbf) {
      bytes.position(3);
    }
  }

  /** Reads on behind what is left; false at the end. */
  private boolean fill() throws IOException {
    before += bytes.position();
    bytes.compact();
    try {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (read > 0) {
        bytes.position(bytes.position() + read);
      }
      return read >= 0;
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    } finally {
      bytes.flip();
    }
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, atEnd);
      int count = chars.position() - offset;
      if (count > 0) {
        return count;
      }
      if (result.isError()) {
        throw malformed(before + bytes.position());
      }
      if (result.isOverflow()) {
        return pair(target, offset);
      }
      if (atEnd) {
        return -1;
      }
      atEnd = !fill();
    }
  }

  /** A character beyond 16 bits where there is room for one half only: not a case of FastCSV. */
  private static int pair(char[] target, int offset) throws IOException {
    throw new IOException(
        "no room for a character in %d characters".formatted(target.length - offset));
  }

  private DataException malformed(long offset) throws IOException {
    long line = 1;
    try (InputStream again = bytes(file)) {
      byte[] block = new byte[BUFFER];
      long left = offset;
      int read = again.read(block, 0, (int) Math.min(left, block.length));
      while (left > 0 && read > 0) {
        for (int i = 0; i < read; i++) {
          line += block[i] == '\n' ? 1 : 0;
        }
        left -= read;
        read = left > 0 ? again.read(block, 0, (int) Math.min(left, block.length)) : 0;
      }
    }
    return new DataException(
        "%s: line %d: byte %,d of the file is not UTF-8, expected UTF-8 (convert it with: iconv -f ISO-8859-1 -t UTF-8)"
            .formatted(file, line, offset));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
