package io.tercet.nn.op;

import io.tercet.tensor.Matrix;

/** What one call of inference works with: the outputs of its layers and their buffers. */
public final class InferenceScratch {
  private final int rows;
  private final Matrix[] depths;
  private final char[] columns;
  private final float[] values;
  private final InferenceBuffers buffers;

  /**
   * @param rows most rows at once
   * @param widths numbers of a row at each depth; 0 where none are kept
   * @param entries features of a sparse example, or 0
   * @param sizes what the layers need
   */
  InferenceScratch(int rows, int[] widths, int entries, InferenceBuffers.Sizes sizes) {
    this.rows = rows;
    this.depths = new Matrix[widths.length];
    for (int i = 0; i < widths.length; i++) {
      depths[i] = Matrix.zeros(rows, widths[i]);
    }
    this.columns = new char[entries + 1];
    this.values = new float[entries + 1];
    this.buffers = new InferenceBuffers(sizes);
  }

  /** Most rows at once. */
  public int rows() {
    return rows;
  }

  /** The rows at a depth: 0 for the examples, i for the outputs of layer i - 1. */
  Matrix at(int depth) {
    return depths[depth];
  }

  /** Columns of a sparse example's entries, one more than it has features. */
  char[] columns() {
    return columns;
  }

  /** The values of these. */
  float[] values() {
    return values;
  }

  InferenceBuffers buffers() {
    return buffers;
  }
}
