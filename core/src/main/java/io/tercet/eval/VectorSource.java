package io.tercet.eval;

import io.tercet.data.Dataset;
import io.tercet.tensor.Matrix;

/** Vectors [n x d] that are read in blocks, so that they need not all be in memory. */
public interface VectorSource {

  /** {@return the number of vectors, n} */
  int count();

  /** {@return the number of dimensions, d} */
  int dimensions();

  /**
   * Writes vector {@code index} to {@code destination}, starting at {@code offset}. Thread-safe.
   *
   * @param index from 0 to {@code count() - 1}
   * @param destination receives {@link #dimensions()} values
   * @param offset the index of the first of them in {@code destination}
   */
  void read(int index, float[] destination, int offset);

  /**
   * {@return the rows of a matrix}
   *
   * @param matrix [n x d]; shared
   */
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

  /**
   * {@return the raw features of a data set's examples}
   *
   * @param dataset the examples; d is the number of their features
   */
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

  /**
   * {@return the vectors with the given indices, in that order}
   *
   * @param indices from 0 to {@code count() - 1}; shared
   */
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
