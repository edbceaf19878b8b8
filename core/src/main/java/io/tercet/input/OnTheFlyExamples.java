package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.tensor.SparseExamples;

/**
 * Features other than 0, found anew in the data set each time.
 *
 * @param features of an example, which the data set would reckon anew each time
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
