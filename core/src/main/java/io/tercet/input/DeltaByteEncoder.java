package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.data.ParallelReader;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.OffHeapInts;
import io.tercet.tensor.RowEncoder;
import org.jspecify.annotations.Nullable;

/** Packs all examples of a data set whose features are multiples of 1/255. */
final class DeltaByteEncoder {
  /** Number of sampled examples that determine the dense columns. */
  private static final int PROBED = 250;

  private final Dataset dataset;
  private final Workers workers;
  private final DenseColumns denseColumns;
  private volatile boolean bytes = true;

  private DeltaByteEncoder(Dataset dataset, @Nullable DenseColumns wanted, Workers workers) {
    this.dataset = dataset;
    this.workers = workers;
    this.denseColumns = wanted != null ? wanted : denseColumns();
  }

  /**
   * Packs the examples in two passes: one counts entries, the other writes them.
   *
   * @param wanted the dense columns; null to choose them from sampled examples
   * @return null if a feature is not a multiple of 1/255
   */
  static @Nullable DeltaByteRows pack(
      Dataset dataset, @Nullable DenseColumns wanted, Workers workers) {
    return new DeltaByteEncoder(dataset, wanted, workers).pack();
  }

  private @Nullable DeltaByteRows pack() {
    OffHeapInts entries = new OffHeapInts(dataset.size());
    inParallel((from, to) -> count(from, to, entries));
    if (!bytes) {
      return null;
    }
    DeltaByteRows rows = new DeltaByteRows(dataset.features(), denseColumns, entries);
    inParallel((from, to) -> fill(from, to, rows));
    return bytes ? rows : null;
  }

  private DenseColumns denseColumns() {
    int probed = Math.min(PROBED, dataset.size());
    RowEncoder features = new RowEncoder(dataset.features());
    int[] counts = new int[dataset.features()];
    for (int i = 0; i < probed && read((int) ((long) i * dataset.size() / probed), features); i++) {
      features.addTo(counts);
    }
    return DenseColumns.of(counts, probed);
  }

  @FunctionalInterface
  private interface Part {
    void run(int from, int to);
  }

  /** Runs a part for inParallel range of examples, in parallel. */
  private void inParallel(Part part) {
    Shards shards = Shards.ofSize(dataset.size(), ParallelReader.BLOCK);
    workers.run(shards.count(), shard -> part.run(shards.from(shard), shards.to(shard)));
  }

  private void count(int from, int to, OffHeapInts entries) {
    RowEncoder features = new RowEncoder(dataset.features(), denseColumns);
    int[] counts = new int[to - from];
    for (int i = from; i < to && read(i, features); i++) {
      counts[i - from] = features.entries();
    }
    entries.set(from, counts, counts.length);
  }

  private void fill(int from, int to, DeltaByteRows rows) {
    RowEncoder features = new RowEncoder(dataset.features(), denseColumns);
    for (int i = from; i < to && read(i, features); i++) {
      rows.set(i, features);
    }
  }

  /** Reads an example; false once any example was found that is not representable in bytes. */
  private boolean read(int i, RowEncoder features) {
    if (bytes && !dataset.readBytes(i, features.bytes())) {
      bytes = false;
    }
    return bytes;
  }
}
