package io.tercet.data;

import io.tercet.math.Kernels;
import io.tercet.math.PackedRows;
import io.tercet.math.UnitBytes;

/**
 * What some examples, spread evenly over a data set, tell of it.
 *
 * @param density share of features other than 0; 1 where there are no examples
 * @param bytes whether the examples can be {@link PackedRows}
 */
record DatasetProbe(double density, boolean bytes) {
  private static final int PROBED = 1000;

  static DatasetProbe of(Dataset dataset) {
    int probed = Math.min(PROBED, dataset.size());
    float[] features = new float[dataset.features()];
    byte[] asBytes = new byte[features.length];
    long nonZero = 0;
    boolean bytes = true;
    for (int i = 0; i < probed; i++) {
      dataset.read((int) ((long) i * dataset.size() / probed), features, 0);
      nonZero += Kernels.get().countNonZero(features.length, features, 0);
      bytes = bytes && features.length <= PackedRows.MAX_COLUMNS && UnitBytes.of(features, asBytes);
    }
    double density = probed == 0 ? 1 : nonZero / ((double) probed * features.length);
    return new DatasetProbe(density, bytes);
  }
}
