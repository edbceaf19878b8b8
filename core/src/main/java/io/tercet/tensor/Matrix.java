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
   * {@return a matrix of zeros}
   *
   * @param rows at least 0
   * @param columns at least 0
   * @throws IllegalArgumentException if a size is negative or the matrix has more than 2^31 - 1
   *     entries
   */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new float[checkedSize(rows, columns)], 0);
  }

  /**
   * {@return a matrix of zeros of the same shape as {@code other}}
   *
   * @param other [rows x columns]
   */
  public static Matrix zerosLike(Matrix other) {
    return zeros(other.rows, other.columns);
  }

  /**
   * {@return a matrix [rows x columns] over the first {@code rows * columns} entries of {@code
   * data}}
   *
   * @param rows at least 0
   * @param columns at least 0
   * @param data row-major; shared
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
   * {@return a matrix of which only the rows {@code from} to {@code to} - 1 are stored: row {@code
   * from} starts at {@code data[0]}} {@link #offset} still takes the row numbers of the whole
   * matrix.
   *
   * @param from the first stored row
   * @param to one past the last stored row, the number of rows of the matrix
   * @param columns at least 0
   * @param data the stored rows, row-major; shared
   * @throws IllegalArgumentException if the array is too short
   */
  public static Matrix rows(int from, int to, int columns, float[] data) {
    wrap(to - from, columns, data);
    return new Matrix(to, columns, data, from);
  }

  /**
   * {@return a matrix with a copy of the given rows}
   *
   * @param values [rows][columns]
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

  /** {@return the entries in row-major order; shared} May be longer than {@code rows * columns}. */
  public float[] data() {
    return data;
  }

  /**
   * {@return the index in {@link #data()} of the first entry of row {@code i}}
   *
   * @param i from 0 to {@code rows() - 1}
   */
  public int offset(int i) {
    return (i - start) * columns;
  }

  /**
   * {@return the entry (i, j)}
   *
   * @param i from 0 to {@code rows() - 1}
   * @param j from 0 to {@code columns() - 1}
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public float get(int i, int j) {
    return data[offset(checkIndex(i, rows)) + checkIndex(j, columns)];
  }

  /**
   * Sets entry (i, j).
   *
   * @param i from 0 to {@code rows() - 1}
   * @param j from 0 to {@code columns() - 1}
   * @param value the new entry
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public void set(int i, int j, float value) {
    data[offset(checkIndex(i, rows)) + checkIndex(j, columns)] = value;
  }

  /**
   * {@return the first {@code count} rows, over the same array}
   *
   * @param count from 0 to {@code rows()}
   */
  public Matrix head(int count) {
    return wrap(count, columns, data);
  }

  /**
   * {@return a copy of the rows with the given indices, in that order}
   *
   * @param indices from 0 to {@code rows() - 1}, in any order
   * @throws IndexOutOfBoundsException if there is no such row
   */
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
   *
   * @param from the first row
   * @param to one past the last row
   * @param target receives the rows
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
