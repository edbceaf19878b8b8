package io.tercet.data;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/** What is done with the features of each example of a data set. Called by several threads. */
@FunctionalInterface
public interface ParallelReader {
  /** Examples that a thread reads one after the other. */
  int BLOCK = 1000;

  /**
   * Takes one example.
   *
   * @param index of it
   * @param features lost when this returns
   */
  void visit(int index, float[] features);

  /** Reads all examples, some by each worker. */
  static void read(Dataset dataset, Workers workers, ParallelReader each) {
    Shards shards = Shards.ofSize(dataset.size(), BLOCK);
    workers.run(
        shards.count(),
        shard -> {
          float[] features = new float[dataset.features()];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            dataset.read(i, features, 0);
            each.visit(i, features);
          }
        });
  }
}
