package io.tercet.data;

import io.tercet.math.FrequentColumns;
import io.tercet.math.NativeInts;
import io.tercet.math.NonZeroBytes;
import io.tercet.math.PackedRows;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import org.jspecify.annotations.Nullable;

/** Packs all examples of a data set whose features are bytes / 255. */
final class ExamplePacker {
  /** Examples that tell which columns are frequent. */
  private static final int PROBED = 250;

  private final Dataset dataset;
  private final Workers workers;
  private final FrequentColumns frequent;
  private volatile boolean bytes = true;

  private ExamplePacker(Dataset dataset, @Nullable FrequentColumns wanted, Workers workers) {
    this.dataset = dataset;
    this.workers = workers;
    this.frequent = wanted != null ? wanted : frequentColumns();
  }

  /**
   * Packs them in two passes: count the entries of each, then write each where it belongs.
   *
   * @param wanted columns that get no entries; null to choose them from some examples
   * @return null if there are other features
   */
  static @Nullable PackedRows pack(
      Dataset dataset, @Nullable FrequentColumns wanted, Workers workers) {
    return new ExamplePacker(dataset, wanted, workers).pack();
  }

  private @Nullable PackedRows pack() {
    NativeInts entries = new NativeInts(dataset.size());
    each((from, to) -> count(from, to, entries));
    if (!bytes) {
      return null;
    }
    PackedRows rows = new PackedRows(dataset.features(), frequent, entries);
    each((from, to) -> fill(from, to, rows));
    return bytes ? rows : null;
  }

  private FrequentColumns frequentColumns() {
    int probed = Math.min(PROBED, dataset.size());
    NonZeroBytes features = new NonZeroBytes(dataset.features());
    int[] counts = new int[dataset.features()];
    for (int i = 0; i < probed && read((int) ((long) i * dataset.size() / probed), features); i++) {
      features.addTo(counts);
    }
    return FrequentColumns.of(counts, probed);
  }

  @FunctionalInterface
  private interface Part {
    void run(int from, int to);
  }

  /** Some by each worker. */
  private void each(Part part) {
    Shards shards = Shards.ofSize(dataset.size(), EachExample.BLOCK);
    workers.run(shards.count(), shard -> part.run(shards.from(shard), shards.to(shard)));
  }

  private void count(int from, int to, NativeInts entries) {
    NonZeroBytes features = new NonZeroBytes(dataset.features(), frequent);
    int[] counts = new int[to - from];
    for (int i = from; i < to && read(i, features); i++) {
      counts[i - from] = features.entries();
    }
    entries.set(from, counts, counts.length);
  }

  private void fill(int from, int to, PackedRows rows) {
    NonZeroBytes features = new NonZeroBytes(dataset.features(), frequent);
    for (int i = from; i < to && read(i, features); i++) {
      rows.set(i, features);
    }
  }

  /** Whether it was read: until an example is found that bytes do not stand for. */
  private boolean read(int i, NonZeroBytes features) {
    if (bytes && !dataset.readBytes(i, features.bytes())) {
      bytes = false;
    }
    return bytes;
  }
}
