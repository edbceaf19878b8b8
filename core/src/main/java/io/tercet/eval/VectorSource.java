package io.tercet.eval;

import io.tercet.data.Dataset;
import io.tercet.tensor.Matrix;

/** Vectors [n x d] that are read in blocks, so that they need not all be in memory. */
public interface VectorSource {

  /** Number of vectors, n. */
  int count();

  /** Number of dimensions, d. */
  int dimensions();

  /**
   * Writes vector {@code index} to {@code destination}, starting at {@code offset}. Thread-safe.
   */
  void read(int index, float[] destination, int offset);

  /** The rows of a matrix. */
  static VectorSource of(Matrix matrix) {
    return new VectorSource() {
      @Override
      public int count() {
        return matrix.rows();
      }

      @Override
      public int dimensions() {
        return matrix.columns();
      }

      @Override
      public void read(int index, float[] destination, int offset) {
        System.arraycopy(
            matrix.data(), matrix.offset(index), destination, offset, matrix.columns());
      }
    };
  }

  /** The raw features of a data set's examples. */
  static VectorSource of(Dataset dataset) {
    return new VectorSource() {
      @Override
      public int count() {
        return dataset.size();
      }

      @Override
      public int dimensions() {
        return dataset.features();
      }

      @Override
      public void read(int index, float[] destination, int offset) {
        dataset.read(index, destination, offset);
      }
    };
  }

  /** The vectors with the given indices, in that order. */
  default VectorSource select(int[] indices) {
    VectorSource all = this;
    return new VectorSource() {
      @Override
      public int count() {
        return indices.length;
      }

      @Override
      public int dimensions() {
        return all.dimensions();
      }

      @Override
      public void read(int index, float[] destination, int offset) {
        all.read(indices[index], destination, offset);
      }
    };
  }
}
