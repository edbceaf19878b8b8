package io.tercet.data;

import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;

/** Visits the features of each example of a data set. Called by several threads. */
@FunctionalInterface
public interface ParallelReader {
  /** Consecutive examples read by one thread. */
  int BLOCK = 1000;

  /**
   * Visits one example.
   *
   * @param index the example's index
   * @param features valid only during the call
   */
  void visit(int index, float[] features);

  /**
   * Reads all examples in parallel.
   *
   * @param dataset the examples to read
   * @param workers the threads that run the tasks
   * @param each receives each example once, on any of the threads and in any order
   */
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
