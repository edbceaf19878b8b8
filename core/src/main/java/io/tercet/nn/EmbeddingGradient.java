package io.tercet.nn;

import io.tercet.tensor.Matrix;
import java.util.Arrays;

/**
 * The interface between objective and encoder in the backward pass: the gradient of the loss with
 * respect to the embeddings [n x d], and its active rows. The gradient of all other rows is exactly
 * zero, whatever the matrix contains there, and the encoder skips them in the backward pass. Not
 * thread-safe.
 */
public final class EmbeddingGradient {
  private final Matrix matrix;
  private final int[] activeRows;
  private double[] terms = new double[0];
  private int activeCount;

  /**
   * Allocates buffers for batches of at most {@code rows} embeddings of {@code columns} dimensions.
   *
   * @param rows the capacity, in embeddings
   * @param columns the number of dimensions of an embedding, d
   */
  public EmbeddingGradient(int rows, int columns) {
    matrix = Matrix.zeros(rows, columns);
    activeRows = new int[rows];
  }

  /** {@return the gradient, [capacity x d]} */
  public Matrix matrix() {
    return matrix;
  }

  /**
   * {@return a buffer for one loss term per row; its content is left over from previous batches}
   */
  public double[] terms() {
    terms = terms.length == 0 ? new double[activeRows.length] : terms;
    return terms;
  }

  /** Clears the active rows. */
  public void clear() {
    activeCount = 0;
  }

  /**
   * Marks a row as active. To be called in ascending order, at most once per row.
   *
   * @param row from 0 to the capacity - 1, above the rows that are already active
   */
  public void activate(int row) {
    activeRows[activeCount++] = row;
  }

  /**
   * Marks exactly those of the first {@code rows} rows as active that have a non-zero entry.
   *
   * @param rows the number of rows of the batch, at most the capacity
   */
  public void activateNonZero(int rows) {
    clear();
    for (int row = 0; row < rows; row++) {
      if (isNonZero(row)) {
        activate(row);
      }
    }
  }

  private boolean isNonZero(int row) {
    float[] values = matrix.data();
    int end = matrix.offset(row) + matrix.columns();
    for (int i = matrix.offset(row); i < end; i++) {
      if (values[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds another gradient of a batch of {@code rows} rows, times a factor.
   *
   * @param other a gradient of the same dimensions
   * @param factor of the other gradient
   * @param rows the number of rows of the batch, at most the capacity
   */
  public void add(EmbeddingGradient other, float factor, int rows) {
    int d = matrix.columns();
    int next = 0;
    for (int row = 0; row < rows; row++) {
      boolean active = next < activeCount && activeRows[next] == row;
      next += active ? 1 : 0;
      if (!active) {
        Arrays.fill(matrix.data(), matrix.offset(row), matrix.offset(row) + d, 0);
      }
    }
    for (int i = 0; i < other.activeCount; i++) {
      int at = matrix.offset(other.activeRows[i]);
      for (int j = at; j < at + d; j++) {
        matrix.data()[j] += factor * other.matrix.data()[j];
      }
    }
    activateNonZero(rows);
  }

  /** {@return the active rows, ascending; the first {@link #activeCount()} are valid} */
  public int[] activeRows() {
    return activeRows;
  }

  /** {@return the number of active rows} */
  public int activeCount() {
    return activeCount;
  }
}
