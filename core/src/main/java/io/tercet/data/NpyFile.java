package io.tercet.data;

import io.tercet.math.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's file format, versions 1.0 to 3.0, as far as embeddings and labels need it: matrices of
 * float32 or float64 and vectors of whole numbers, little-endian and row-major. Written as float32,
 * version 1.0.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int BLOCK_ROWS = 1024;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),"
              + " \\}\\s*");

  private NpyFile() {}

  /** Writes the matrix to {@code path}, whole or not at all. */
  public static void write(Path path, Matrix matrix) throws IOException {
    byte[] header = header(matrix);
    WholeFile.write(
        path,
        out -> {
          out.write(header);
          ByteBuffer block =
              ByteBuffer.allocate(4 * matrix.columns() * BLOCK_ROWS).order(ByteOrder.LITTLE_ENDIAN);
          for (int row = 0; row < matrix.rows(); row += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, matrix.rows() - row) * matrix.columns();
            block.asFloatBuffer().put(matrix.data(), matrix.offset(row), count);
            out.write(block.array(), 0, 4 * count);
          }
        });
  }

  private static byte[] header(Matrix matrix) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(matrix.rows(), matrix.columns());
    int unpadded = MAGIC.length + 2 + text.length() + 1;
    String padded = text + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
    return ByteBuffer.allocate(MAGIC.length + 2 + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** The header of a file, and where its data begins. */
  private record Header(String type, List<Integer> shape, ByteBuffer data) {}

  /**
   * Reads a matrix of float32 or float64 [n x d].
   *
   * @throws DataException if the file is something else, truncated, or has numbers that are not
   *     finite
   */
  public static Matrix readMatrix(Path path) throws IOException {
    Header header = read(path);
    boolean isDouble = header.type.equals("<f8");
    if ((!isDouble && !header.type.equals("<f4")) || header.shape.size() != 2) {
      throw new DataException(
          "%s: found type '%s' of shape %s, expected a matrix of '<f4' or '<f8'"
              .formatted(path, header.type, header.shape));
    }
    Matrix matrix = Matrix.zeros(header.shape.get(0), header.shape.get(1));
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = isDouble ? (float) header.data.getDouble() : header.data.getFloat();
      if (!Float.isFinite(matrix.data()[i])) {
        throw new DataException(
            "%s: found %s at row %d, expected finite numbers"
                .formatted(path, matrix.data()[i], i / matrix.columns()));
      }
    }
    return matrix;
  }

  /**
   * Reads a vector of whole numbers as class numbers: 0 for the smallest, 1 for the next.
   *
   * @throws DataException if it is not one
   */
  public static int[] readLabels(Path path) throws IOException {
    return readLabels(List.of(path)).getFirst();
  }

  /** Reads several such vectors, in all of which the same number becomes the same class. */
  public static List<int[]> readLabels(List<Path> paths) throws IOException {
    List<long[]> vectors = new ArrayList<>();
    for (Path path : paths) {
      vectors.add(readWholeNumbers(path));
    }
    long[] classes = vectors.stream().flatMapToLong(Arrays::stream).distinct().sorted().toArray();
    return vectors.stream()
        .map(values ->
            Arrays.stream(values).mapToInt(value -> Arrays.binarySearch(classes, value)).toArray())
        .toList();
  }

  private static long[] readWholeNumbers(Path path) throws IOException {
    Header header = read(path);
    if (!header.type.matches("[<|][iu][1248]") || header.shape.size() != 1) {
      throw new DataException(
          "%s: found type '%s' of shape %s, expected a vector of whole numbers"
              .formatted(path, header.type, header.shape));
    }
    long[] values = new long[header.shape.getFirst()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (header.type.charAt(2)) {
            case '1' -> header.data.get();
            case '2' -> header.data.getShort();
            case '4' -> header.data.getInt();
            default -> header.data.getLong();
          };
    }
    return values;
  }

  private static Header read(Path path) throws IOException {
    if (Files.size(path) > Integer.MAX_VALUE - 8) {
      throw new DataException(path + ": " + Files.size(path) + " bytes, expected below 2^31");
    }
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    if (file.capacity() < 12 || !file.slice(0, 6).equals(ByteBuffer.wrap(MAGIC, 0, 6))) {
      throw new DataException(
          path + ": not a NumPy file, expected one that begins with \\x93NUMPY");
    }
    boolean shortLength = file.get(6) == 1;
    int start = shortLength ? 10 : 12;
    int length = shortLength ? Short.toUnsignedInt(file.getShort(8)) : file.getInt(8);
    if (length < 0 || length > file.capacity() - start) {
      throw new DataException(
          "%s: truncated: header of %d bytes in a file of %d"
              .formatted(path, length, file.capacity()));
    }
    String text = new String(file.array(), start, length, StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(text);
    if (!matcher.matches() || matcher.group(2).equals("True")) {
      throw new DataException(
          "%s: found header %s, expected an array in row-major order"
              .formatted(path, text.strip()));
    }
    return new Header(
        matcher.group(1), shape(path, matcher), data(path, matcher, file, start + length));
  }

  private static List<Integer> shape(Path path, Matcher header) throws DataException {
    List<Integer> shape = new ArrayList<>();
    for (String size : header.group(3).split(",", -1)) {
      if (!size.isBlank()) {
        if (size.strip().length() > 9) {
          throw new DataException(
              "%s: shape (%s) is more than this file can hold".formatted(path, header.group(3)));
        }
        shape.add(Integer.parseInt(size.strip()));
      }
    }
    return shape;
  }

  /** What follows the header, if it is as long as the header says. */
  private static ByteBuffer data(Path path, Matcher header, ByteBuffer file, int start)
      throws DataException {
    String type = header.group(1);
    long expected = type.matches(".*[1248]") ? type.charAt(type.length() - 1) - '0' : 0;
    for (int size : shape(path, header)) {
      expected = Math.min(expected * size, 1L << 40);
    }
    long found = (long) file.capacity() - start;
    if (expected != found) {
      throw new DataException(
          "%s: type '%s' of shape (%s) takes %d bytes, found %d"
              .formatted(path, type, header.group(3), expected, found));
    }
    return file.slice(start, file.capacity() - start).order(ByteOrder.LITTLE_ENDIAN);
  }
}
