package io.tercet.train;

import io.tercet.data.RowReader;
import io.tercet.image.Augmentation;
import io.tercet.image.Augmenter;
import io.tercet.math.Matrix;
import io.tercet.math.Rows;
import io.tercet.math.Seed;
import io.tercet.math.Shards;
import io.tercet.math.SparseRows;
import io.tercet.math.Workers;

/**
 * The images of batches, changed as the configuration says, in a buffer that is used again. What is
 * drawn for a row depends on the seed, the step and the row, so it is the same on any number of
 * threads.
 */
final class AugmentedRows {
  private static final int SHARD = 16;

  private final Augmenter augmenter;
  private final Matrix changed;
  private final Seed seed;
  private final Workers workers;
  private long step;

  /**
   * @param capacity most rows a batch may have
   * @param seed its stream "augmentation" is drawn from
   */
  AugmentedRows(
      Augmentation augmentation, RowReader data, int capacity, Seed seed, Workers workers) {
    this.augmenter = new Augmenter(augmentation, data.dataset().shape());
    this.changed = Matrix.zeros(capacity, data.dataset().features());
    this.seed = seed;
    this.workers = workers;
  }

  /** The rows changed; valid until the next call. */
  Matrix of(Rows rows) {
    long first = step++ * changed.rows();
    Shards cut = Shards.ofSize(rows.rows(), SHARD);
    workers.run(
        cut.count(),
        shard -> {
          Matrix image = Matrix.zeros(1, changed.columns());
          for (int i = cut.from(shard); i < cut.to(shard); i++) {
            copy(rows, i, image);
            int offset = changed.offset(i);
            augmenter.apply(
                image.data(), changed.data(), offset, seed.stream("augmentation", first + i));
          }
        });
    return changed.head(rows.rows());
  }

  private static void copy(Rows rows, int i, Matrix image) {
    switch (rows) {
      case Matrix dense ->
          System.arraycopy(dense.data(), dense.offset(i), image.data(), 0, image.columns());
      case SparseRows sparse -> sparse.copyTo(i, image.data(), 0);
    }
  }
}
