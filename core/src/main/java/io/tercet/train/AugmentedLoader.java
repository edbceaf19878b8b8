package io.tercet.train;

import io.tercet.image.Augmentation;
import io.tercet.image.Augmenter;
import io.tercet.input.EncodedDataset;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.RowLoader;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import io.tercet.tensor.SparseBatch;
import java.util.random.RandomGenerator;

/**
 * The images of batches, changed as the configuration says, in a buffer that is used again. What is
 * drawn for a row depends on the seed, the step and the row, so it is the same on any number of
 * threads.
 */
final class AugmentedLoader implements RowLoader {
  private final Augmenter augmenter;
  private final Matrix changed;
  private final Seed seed;
  private Rows rows = Matrix.zeros(0, 0);
  private RowLoader loader = RowLoader.NONE;
  private long step;
  private long first;
  private double progress;

  /**
   * @param capacity most rows a batch may have
   * @param seed its stream "augmentation" is drawn from
   */
  AugmentedLoader(Augmentation augmentation, EncodedDataset data, int capacity, Seed seed) {
    this.augmenter = new Augmenter(augmentation, data.dataset().shape());
    this.changed = Matrix.zeros(capacity, data.dataset().features());
    this.seed = seed;
  }

  /** Counts the next batch as that of a step, from 0. */
  void skipTo(long index) {
    step = index;
  }

  /**
   * The rows changed, each of them there once {@link #load} was called for it; valid until the next
   * call.
   *
   * @param loader what fills the rows themselves
   * @param progress how much of the training is done, 0 to 1
   */
  Matrix start(Rows rows, RowLoader loader, double progress) {
    this.rows = rows;
    this.loader = loader;
    this.progress = progress;
    first = step++ * changed.rows();
    return changed.head(rows.rows());
  }

  @Override
  public void load(int from, int to) {
    loader.load(from, to);
    float[] image = new float[changed.columns()];
    switch (rows) {
      case Matrix dense -> {
        for (int i = from; i < to; i++) {
          System.arraycopy(dense.data(), dense.offset(i), image, 0, image.length);
          change(image, i);
        }
      }
      case SparseBatch sparse -> {
        CsrRows near = sparse.entries(from, to);
        for (int i = from; i < to; i++) {
          near.copyTo(i - from, image, 0);
          change(image, i);
        }
      }
    }
  }

  private void change(float[] image, int i) {
    RandomGenerator random = seed.stream("augmentation", first + i);
    augmenter.apply(image, changed.data(), changed.offset(i), progress, random);
  }
}
