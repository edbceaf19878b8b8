package io.tercet.nn;

import io.tercet.math.Matrix;

/**
 * Where encoder and objective meet on the way back: the gradient of the loss with respect to the
 * embeddings [n x d], and which of its rows are active. All other rows have a gradient of exactly
 * zero, whatever the matrix holds there, and the encoder does not go back over them.
 */
public final class EmbeddingGradient {
  private final Matrix matrix;
  private final int[] activeRows;
  private int activeCount;

  /** Room for batches of at most {@code rows} embeddings of {@code columns} dimensions. */
  public EmbeddingGradient(int rows, int columns) {
    matrix = Matrix.zeros(rows, columns);
    activeRows = new int[rows];
  }

  /** The gradient, [capacity x d]. */
  public Matrix matrix() {
    return matrix;
  }

  /** Forgets the active rows. */
  public void clear() {
    activeCount = 0;
  }

  /** Adds a row to the active ones; ascending, each at most once. */
  public void activate(int row) {
    activeRows[activeCount++] = row;
  }

  /** The active rows, ascending; the first {@link #activeCount()} count. */
  public int[] activeRows() {
    return activeRows;
  }

  /** Number of active rows. */
  public int activeCount() {
    return activeCount;
  }
}
