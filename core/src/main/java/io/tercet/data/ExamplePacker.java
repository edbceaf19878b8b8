package io.tercet.data;

import io.tercet.math.NativeInts;
import io.tercet.math.PackedRows;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import org.jspecify.annotations.Nullable;

/** Packs all examples of a data set whose features are bytes / 255. */
final class ExamplePacker {
  private final Dataset dataset;
  private final Workers workers;
  private volatile boolean bytes = true;

  private ExamplePacker(Dataset dataset, Workers workers) {
    this.dataset = dataset;
    this.workers = workers;
  }

  /**
   * Packs them in two passes: count the entries of each, then write each where it belongs.
   *
   * @return null if there are other features
   */
  static @Nullable PackedRows pack(Dataset dataset, Workers workers) {
    return new ExamplePacker(dataset, workers).pack();
  }

  private @Nullable PackedRows pack() {
    NativeInts entries = new NativeInts(dataset.size());
    each((i, features) -> entries.set(i, PackedRows.entries(features)));
    if (!bytes) {
      return null;
    }
    PackedRows rows = new PackedRows(dataset.features(), entries);
    each(rows::set);
    return bytes ? rows : null;
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(int index, byte[] features);
  }

  /** Some by each worker, until one is found that bytes do not stand for. */
  private void each(Visitor visitor) {
    Shards shards = Shards.ofSize(dataset.size(), EachExample.BLOCK);
    workers.run(shards.count(), shard -> visit(shards.from(shard), shards.to(shard), visitor));
  }

  private void visit(int from, int to, Visitor visitor) {
    byte[] features = new byte[dataset.features()];
    for (int i = from; i < to && bytes; i++) {
      if (dataset.readBytes(i, features)) {
        visitor.visit(i, features);
      } else {
        bytes = false;
      }
    }
  }
}
