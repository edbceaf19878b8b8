package io.tercet.tensor;

import static java.util.Objects.checkIndex;

/**
 * A dense matrix [rows x columns] of float32 in row-major order: entry (i, j) is {@code
 * data()[offset(i) + j]}. The array is shared, not copied, so that kernels can work on it in place.
 */
public final class Matrix implements Rows {
  private final int rows;
  private final int columns;
  private final float[] data;
  private final int start;

  private Matrix(int rows, int columns, float[] data, int start) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
    this.start = start;
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a size is negative or the matrix has more than 2^31 - 1
   *     entries
   */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new float[checkedSize(rows, columns)], 0);
  }

  /** A matrix of zeros of the same shape as {@code other}. */
  public static Matrix zerosLike(Matrix other) {
    return zeros(other.rows, other.columns);
  }

  /**
   * A matrix [rows x columns] over the first {@code rows * columns} entries of {@code data}.
   *
   * @throws IllegalArgumentException if the array is too short
   */
  public static Matrix wrap(int rows, int columns, float[] data) {
    int size = checkedSize(rows, columns);
    if (data.length < size) {
      throw new IllegalArgumentException(
          "a matrix [%d x %d] needs %d entries, found %d"
              .formatted(rows, columns, size, data.length));
    }
    return new Matrix(rows, columns, data, 0);
  }

  /**
   * A matrix of which only the rows {@code from} to {@code to} - 1 are stored: row {@code from}
   * starts at {@code data[0]}. {@link #offset} still takes the row numbers of the whole matrix.
   *
   * @throws IllegalArgumentException if the array is too short
   */
  public static Matrix rows(int from, int to, int columns, float[] data) {
    wrap(to - from, columns, data);
    return new Matrix(to, columns, data, from);
  }

  /**
   * A matrix with a copy of the given rows.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix of(float[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    Matrix matrix = zeros(values.length, columns);
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d entries, row 0 has %d".formatted(i, values[i].length, columns));
      }
      System.arraycopy(values[i], 0, matrix.data, i * columns, columns);
    }
    return matrix;
  }

  private static int checkedSize(int rows, int columns) {
    if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "invalid matrix size [%d x %d]: sizes must be at least 0 and rows * columns below 2^31"
              .formatted(rows, columns));
    }
    return rows * columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The entries in row-major order; shared. May be longer than {@code rows * columns}. */
  public float[] data() {
    return data;
  }

  /** Index in {@link #data()} of the first entry of row {@code i}. */
  public int offset(int i) {
    return (i - start) * columns;
  }

  /** Entry (i, j). */
  public float get(int i, int j) {
    return data[offset(checkIndex(i, rows)) + checkIndex(j, columns)];
  }

  /** Sets entry (i, j). */
  public void set(int i, int j, float value) {
    data[offset(checkIndex(i, rows)) + checkIndex(j, columns)] = value;
  }

  /** The first {@code count} rows, over the same array. */
  public Matrix head(int count) {
    return wrap(count, columns, data);
  }

  /** A copy of the rows with the given indices, in that order. */
  public Matrix select(int[] indices) {
    Matrix selected = zeros(indices.length, columns);
    for (int i = 0; i < indices.length; i++) {
      int from = offset(checkIndex(indices[i], rows));
      System.arraycopy(data, from, selected.data, i * columns, columns);
    }
    return selected;
  }

  /**
   * Copies rows {@code from} to {@code to} - 1 to the same rows of a matrix with as many columns.
   */
  public void copyRows(int from, int to, Matrix target) {
    int size = (to - from) * columns;
    System.arraycopy(data, offset(from), target.data, target.offset(from), size);
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " x " + columns + "]";
  }
}
