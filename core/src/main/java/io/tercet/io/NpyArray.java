package io.tercet.io;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The content of a NumPy file of version 1.0 to 3.0. The header is parsed as a Python literal, so
 * files of any writer are read.
 *
 * @param description the type as written in the file
 * @param type the parsed type
 * @param columnMajor whether the first index varies fastest (Fortran order)
 * @param shape size of each dimension
 * @param data the values in file order
 */
record NpyArray(
    String description, NpyType type, boolean columnMajor, List<Integer> shape, ByteBuffer data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final List<String> KEYS = List.of("descr", "fortran_order", "shape");

  /** NumPy's own limit. */
  private static final int MAX_HEADER = 10_000;

  /**
   * Reads a file.
   *
   * @throws DataException if it is not a NumPy file of numbers, or truncated
   */
  static NpyArray read(Path path) throws IOException {
    long size = Files.size(path);
    if (size > Integer.MAX_VALUE - 8) {
      throw new DataException(path + ": " + size + " bytes, expected below 2^31");
    }
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    if (file.capacity() < 12 || !file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new DataException(
          path + ": not a NumPy file, expected one that begins with \\x93NUMPY");
    }
    int version = file.get(6);
    if (version < 1 || version > 3) {
      throw new DataException(
          "%s: NumPy file of version %d, expected 1 to 3"
              .formatted(path, Byte.toUnsignedInt(file.get(6))));
    }
    int start = version == 1 ? 10 : 12;
    long length =
        version == 1
            ? Short.toUnsignedInt(file.getShort(8))
            : Integer.toUnsignedLong(file.getInt(8));
    if (length > file.capacity() - start || length > MAX_HEADER) {
      throw new DataException(
          "%s: truncated or damaged: header of %d bytes in a file of %d"
              .formatted(path, length, file.capacity()));
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = new String(file.array(), start, (int) length, charset);
    int dataAt = start + (int) length;
    try {
      return of(path, text, file.slice(dataAt, file.capacity() - dataAt));
    } catch (ParseException e) {
      throw new DataException(
          "%s: header %s is not a valid NumPy header: %s"
              .formatted(path, OneLine.of(text), e.getMessage()),
          e);
    }
  }

  private static NpyArray of(Path path, String text, ByteBuffer data)
      throws ParseException, DataException {
    if (!(PythonLiteral.parse(text) instanceof Map<?, ?> header)
        || header.size() != KEYS.size()
        || !(header.get("fortran_order") instanceof Boolean columnMajor)
        || !(header.get("shape") instanceof PythonLiteral.Tuple shape)
        || header.get("descr") == null) {
      throw new ParseException("expected descr, fortran_order and shape only", 0);
    }
    if (!(header.get("descr") instanceof String description)) {
      throw new DataException(
          "%s: found columns of several types, expected one type of numbers".formatted(path));
    }
    NpyType type =
        NpyType.of(description)
            .orElseThrow(() ->
                new DataException(
                    "%s: found type '%s', expected numbers such as '<f4' or '<i8'"
                        .formatted(path, OneLine.of(description))));
    List<Integer> sizes = sizes(path, shape, type, data.capacity());
    return new NpyArray(description, type, columnMajor, sizes, data.order(type.order()));
  }

  /** The shape, after checking that the file's size matches. */
  private static List<Integer> sizes(Path path, PythonLiteral.Tuple shape, NpyType type, int found)
      throws DataException {
    List<Integer> sizes = new ArrayList<>();
    long expected = type.bytes();
    for (Object item : shape.items()) {
      if (!(item instanceof Long size) || size < 0 || size > Integer.MAX_VALUE) {
        throw new DataException(
            "%s: shape %s is invalid or exceeds the file"
                .formatted(path, OneLine.of(shape.items().toString())));
      }
      sizes.add((int) (long) size);
      // Both stay below 2^31 and 2^32: their product fits.
      expected = Math.min(expected * size, 1L << 32);
    }
    if (expected != found) {
      throw new DataException(
          "%s: numbers of %d bytes in shape %s take %s bytes, found %d"
              .formatted(
                  path,
                  type.bytes(),
                  OneLine.of(sizes.toString()),
                  expected == 1L << 32 ? "over 2^32" : expected,
                  found));
    }
    return List.copyOf(sizes);
  }

  boolean isWhole() {
    return !type.isFloatingPoint();
  }
}
