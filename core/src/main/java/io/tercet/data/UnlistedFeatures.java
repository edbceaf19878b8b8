package io.tercet.data;

import io.tercet.math.EntrySource;

/**
 * Features other than 0, found anew in the data set each time.
 *
 * @param features of an example, which the data set would reckon anew each time
 */
record UnlistedFeatures(Dataset dataset, int features) implements EntrySource {

  UnlistedFeatures(Dataset dataset) {
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
