package io.tercet.data;

import io.tercet.math.EntrySource;

/** Features other than 0, found anew in the data set each time. */
record UnlistedFeatures(Dataset dataset) implements EntrySource {

  @Override
  public int features() {
    return dataset.features();
  }

  @Override
  public int room() {
    return dataset.features();
  }

  @Override
  public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
    dataset.readNonZero(examples, count, columns, values, ends);
  }
}
