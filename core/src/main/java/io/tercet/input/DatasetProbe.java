package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.RowEncoder;

/**
 * Properties of a data set estimated from evenly spaced examples.
 *
 * @param density share of non-zero features; 1 if there are no examples
 * @param bytes whether the examples can be {@link DeltaByteRows}
 */
record DatasetProbe(double density, boolean bytes) {
  private static final int PROBED = 1000;

  static DatasetProbe of(Dataset dataset) {
    int probed = Math.min(PROBED, dataset.size());
    RowEncoder asBytes = new RowEncoder(dataset.features());
    float[] features = new float[dataset.features()];
    long nonZero = 0;
    boolean bytes = features.length <= DeltaByteRows.MAX_COLUMNS;
    for (int i = 0; i < probed; i++) {
      int example = (int) ((long) i * dataset.size() / probed);
      bytes = bytes && dataset.readBytes(example, asBytes.bytes());
      if (bytes) {
        nonZero += asBytes.count();
      } else {
        dataset.read(example, features, 0);
        nonZero += KernelChoice.best().countNonZero(features.length, features, 0);
      }
    }
    double density = probed == 0 ? 1 : nonZero / ((double) probed * features.length);
    return new DatasetProbe(density, bytes);
  }
}
