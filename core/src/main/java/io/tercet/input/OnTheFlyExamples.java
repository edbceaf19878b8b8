package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.tensor.SparseExamples;

/**
 * Non-zero features, found by reading the data set on each access.
 *
 * @param features number of features of an example
 */
record OnTheFlyExamples(Dataset dataset, int features) implements SparseExamples {

  OnTheFlyExamples(Dataset dataset) {
    this(dataset, dataset.features());
  }

  @Override
  public int room() {
    return features;
  }

  @Override
  public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
    dataset.readNonZero(examples, count, columns, values, ends);
  }
}
