package io.tercet.data.idx;

import io.tercet.data.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files (LeCun, Cortes and Burges, the format of MNIST), plain or gzipped, detected by
 * content. A file consists of two zero bytes, the type code, the rank, one big-endian 32-bit size
 * per dimension, and the elements. Truncated files and trailing bytes are rejected. The declared
 * size is compared with the file size before memory is allocated.
 *
 * <p>Large uncompressed files are memory-mapped instead of loaded.
 */
public final class IdxReader {
  /** Maximum compression ratio of Deflate. */
  private static final long MAX_DEFLATE_RATIO = 1032;

  /** Size in bytes from which files are mapped. */
  static final long MAPPED_FROM = 1 << 26;

  /** Maximum number of bytes allocated before the elements are read. */
  private static final int MAX_PREALLOCATED = 1 << 26;

  private final Path path;
  private final DataInputStream in;
  private final long maxBytes;
  private final boolean mapped;

  private IdxReader(Path path, DataInputStream in, long maxBytes, boolean mapped) {
    this.path = path;
    this.in = in;
    this.maxBytes = maxBytes;
    this.mapped = mapped;
  }

  /**
   * Reads a whole file.
   *
   * @param path a plain file or one that gzip compressed
   * @return its array; that of a large uncompressed file is mapped into memory, not loaded
   * @throws DataException if it is not a well-formed IDX file
   * @throws IOException if it cannot be read
   */
  public static IdxArray read(Path path) throws IOException {
    return read(path, MAPPED_FROM);
  }

  static IdxArray read(Path path, long mappedFrom) throws IOException {
    long fileBytes = Files.size(path);
    try (InputStream file = Files.newInputStream(path);
        PushbackInputStream raw = new PushbackInputStream(new BufferedInputStream(file), 2)) {
      boolean gzip = isGzip(raw);
      InputStream content = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
      long maxBytes = gzip ? fileBytes * MAX_DEFLATE_RATIO : fileBytes;
      boolean mapped = !gzip && fileBytes >= mappedFrom;
      return new IdxReader(path, new DataInputStream(content), maxBytes, mapped).read();
    } catch (EOFException | ZipException e) {
      throw new DataException(path + ": truncated or damaged: " + message(e), e);
    }
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? "the file ends too early" : e.getMessage();
  }

  private static boolean isGzip(PushbackInputStream in) throws IOException {
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    return magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
  }

  private IdxArray read() throws IOException {
    int magic = in.readInt();
    if (magic >>> 16 != 0) {
      throw new DataException(
          "%s: not an IDX file: starts with 0x%08x, expected two zero bytes"
              .formatted(path, magic));
    }
    int code = (magic >>> 8) & 0xff;
    IdxType type =
        IdxType.ofCode(code)
            .orElseThrow(() ->
                new DataException(
                    "%s: unknown IDX element type 0x%02x, expected 0x08, 0x09 or 0x0b to 0x0e"
                        .formatted(path, code)));
    List<Integer> shape = readShape(magic & 0xff);
    return mapped ? map(type, shape) : IdxArray.of(type, shape, readData(type, shape));
  }

  private List<Integer> readShape(int rank) throws IOException {
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int size = in.readInt();
      if (size < 0) {
        throw new DataException(
            "%s: dimension %d has size %d, expected at most 2^31 - 1"
                .formatted(path, i, Integer.toUnsignedLong(size)));
      }
      shape.add(size);
    }
    return shape;
  }

  private byte[] readData(IdxType type, List<Integer> shape) throws IOException {
    int bytes = (int) checkedBytes(type, shape, Math.min(maxBytes, Integer.MAX_VALUE - 8));
    // A damaged header may declare far more than the file has: memory grows with the bytes read.
    byte[] data = bytes <= MAX_PREALLOCATED ? new byte[bytes] : in.readNBytes(bytes);
    int found = bytes <= MAX_PREALLOCATED ? in.readNBytes(data, 0, bytes) : data.length;
    requireAll(shape, bytes, found, in.read() >= 0);
    return data;
  }

  private IdxArray map(IdxType type, List<Integer> shape) throws IOException {
    long bytes = checkedBytes(type, shape, maxBytes);
    try (FileChannel file = FileChannel.open(path)) {
      long header = 4 + 4L * shape.size();
      long found = file.size() - header;
      requireAll(shape, bytes, Math.min(found, bytes), found > bytes);
      return new IdxArray(
          type, shape, file.map(FileChannel.MapMode.READ_ONLY, header, bytes, Arena.ofAuto()));
    }
  }

  private void requireAll(List<Integer> shape, long bytes, long found, boolean more)
      throws DataException {
    if (found < bytes) {
      throw new DataException(
          "%s: truncated: shape %s takes %d bytes, found %d".formatted(path, shape, bytes, found));
    }
    if (more) {
      throw new DataException(
          "%s: trailing bytes after the %d of shape %s".formatted(path, bytes, shape));
    }
  }

  /** The number of bytes declared by the header, if the file can hold them. */
  private long checkedBytes(IdxType type, List<Integer> shape, long most) throws DataException {
    long bytes = IdxArray.bytes(type, shape);
    if (bytes > most) {
      throw new DataException(
          "%s: shape %s takes %s bytes, more than a file of this size (or an array) can hold"
              .formatted(path, shape, bytes == Long.MAX_VALUE ? "over 2^63" : bytes));
    }
    return bytes;
  }
}
