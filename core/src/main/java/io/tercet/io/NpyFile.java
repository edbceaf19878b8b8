package io.tercet.io;

import io.tercet.data.DataException;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * NumPy's file format, versions 1.0 to 3.0, for embeddings and labels: matrices of floating-point
 * numbers and vectors of integers. Written as little-endian float32, row-major, version 1.0.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int BLOCK = 1 << 14;

  private NpyFile() {}

  /** Writes the matrix to {@code path}, atomically. */
  public static void write(Path path, Matrix matrix) throws IOException {
    byte[] header = header(matrix);
    AtomicFile.write(
        path,
        out -> {
          out.write(header);
          ByteBuffer block = ByteBuffer.allocate(4 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
          for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column += BLOCK) {
              int count = Math.min(BLOCK, matrix.columns() - column);
              block.clear().asFloatBuffer().put(matrix.data(), matrix.offset(row) + column, count);
              out.write(block.array(), 0, 4 * count);
            }
          }
        });
  }

  private static byte[] header(Matrix matrix) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s, %s), }"
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

  /**
   * Reads a matrix of floating-point numbers [n x d], n and d at least 1: float16, float32 or
   * float64, in either byte order, row-major or column-major.
   *
   * @throws DataException if the file is of another type or shape, truncated, or has values that
   *     are not finite as float32
   */
  public static Matrix readMatrix(Path path) throws IOException {
    NpyArray array = NpyArray.read(path);
    if (!array.type().isFloatingPoint() || array.shape().size() != 2) {
      throw new DataException(
          "%s: found type '%s' of shape %s, expected a matrix of '<f4' or '<f8'"
              .formatted(path, array.description(), array.shape()));
    }
    return matrix(path, array, true);
  }

  /**
   * Reads a matrix of numbers of any type [n x d], n and d at least 1, rounded to float32. NaN
   * stays NaN.
   *
   * @throws DataException if the file is of another shape, truncated, or has values that are
   *     infinite as float32
   */
  public static Matrix readNumbers(Path path) throws IOException {
    NpyArray array = NpyArray.read(path);
    if (array.shape().size() != 2) {
      throw new DataException(
          "%s: found type '%s' of shape %s, expected a matrix of numbers"
              .formatted(path, array.description(), array.shape()));
    }
    return matrix(path, array, false);
  }

  private static Matrix matrix(Path path, NpyArray array, boolean finite) throws DataException {
    int rows = array.shape().getFirst();
    int columns = array.shape().getLast();
    if (rows == 0 || columns == 0) {
      throw new DataException(
          "%s: shape %s is empty, expected at least one row and one column"
              .formatted(path, array.shape()));
    }
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.data().length; i++) {
      int row = i / columns;
      int from = array.columnMajor() ? i % columns * rows + row : i;
      double number =
          array.isWhole() ? whole(array, from) : array.type().number(array.data(), from);
      matrix.data()[i] = (float) number;
      if (!Float.isFinite(matrix.data()[i]) && (finite || !Double.isNaN(number))) {
        throw new DataException(
            "%s: found %s at row %d, expected finite numbers of float32"
                .formatted(path, number, row));
      }
    }
    return matrix;
  }

  private static double whole(NpyArray array, int i) {
    long number = array.type().wholeNumber(array.data(), i);
    return array.type().kind() == 'u' && number < 0 ? number + 0x1p64 : number;
  }

  /**
   * Reads a vector of labels: integers, signed or unsigned, of any size and byte order. Returns
   * class numbers: 0 for the smallest label, 1 for the next.
   *
   * @throws DataException if the file is not such a vector, or has a value of 2^63 or more
   */
  public static int[] readLabels(Path path) throws IOException {
    return readLabels(List.of(path)).getFirst();
  }

  /** Reads several such vectors with a common numbering of classes. */
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

  /**
   * Reads a vector of integers, signed or unsigned, of any size and byte order.
   *
   * @throws DataException if the file is not such a vector, or has a value of 2^63 or more
   */
  public static long[] readWholeNumbers(Path path) throws IOException {
    NpyArray array = NpyArray.read(path);
    if (!array.isWhole() || array.shape().size() != 1) {
      throw new DataException(
          "%s: found type '%s' of shape %s, expected a vector of whole numbers"
              .formatted(path, array.description(), array.shape()));
    }
    long[] values = new long[array.shape().getFirst()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.type().wholeNumber(array.data(), i);
      if (array.type().kind() == 'u' && values[i] < 0) {
        throw new DataException(
            "%s: found label %s at row %d, expected at most 2^63 - 1"
                .formatted(path, Long.toUnsignedString(values[i]), i));
      }
    }
    return values;
  }
}
