package io.tercet.data;

import io.tercet.math.Matrix;
import io.tercet.math.Rows;
import io.tercet.math.Shards;
import io.tercet.math.SparseRows;
import io.tercet.math.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Turns examples of a data set into rows that an encoder takes in, sparse or dense as the data is:
 * where less than {@value #SPARSE_BELOW} of the features are other than zero, the non-zero ones of
 * the whole data set are listed once and a batch is a choice of them; else each batch is copied.
 */
public final class RowReader {
  /** Share of non-zero features below which rows are read as sparse. */
  public static final double SPARSE_BELOW = 0.4;

  private static final int PROBED = 1000;
  private static final int BLOCK = 1000;

  private final Dataset dataset;
  private final double density;
  private final @Nullable SparseRows all;

  private RowReader(Dataset dataset, Workers workers) {
    this.dataset = dataset;
    this.density = measureDensity(dataset);
    boolean sparse = density < SPARSE_BELOW && dataset.features() <= SparseRows.MAX_COLUMNS;
    this.all = sparse ? listNonZero(dataset, workers) : null;
  }

  /** A reader of the data set; measures its density. */
  public static RowReader of(Dataset dataset, Workers workers) {
    return new RowReader(dataset, workers);
  }

  /** The data set read. */
  public Dataset dataset() {
    return dataset;
  }

  /** Share of features other than zero, measured on examples spread evenly over the data. */
  public double density() {
    return density;
  }

  /** Whether {@link #read} gives sparse rows. */
  public boolean isSparse() {
    return all != null;
  }

  /** The examples with the given indices, in that order: [n x features]. */
  public Rows read(int[] indices) {
    return new Batch(indices.length).read(indices, indices.length);
  }

  /** Buffers for batches of at most that many examples. */
  public Batch batch(int capacity) {
    return new Batch(capacity);
  }

  /** Buffers for one batch, used again for the next; for one thread at a time. */
  public final class Batch {
    private final int[] start;
    private final int[] end;
    private final float[] dense;

    private Batch(int capacity) {
      boolean sparse = isSparse();
      start = new int[sparse ? capacity : 0];
      end = new int[sparse ? capacity : 0];
      dense = new float[sparse ? 0 : Math.multiplyExact(capacity, dataset.features())];
    }

    /** The first {@code count} examples of {@code indices}; valid until the next call. */
    public Rows read(int[] indices, int count) {
      if (all == null) {
        int features = dataset.features();
        for (int i = 0; i < count; i++) {
          dataset.read(indices[i], dense, i * features);
        }
        return Matrix.wrap(count, features, dense);
      }
      for (int i = 0; i < count; i++) {
        start[i] = all.start()[indices[i]];
        end[i] = all.end()[indices[i]];
      }
      return new SparseRows(count, all.columns(), all.column(), all.value(), start, end);
    }
  }

  private static double measureDensity(Dataset dataset) {
    int probed = Math.min(PROBED, dataset.size());
    float[] features = new float[dataset.features()];
    long nonZero = 0;
    for (int i = 0; i < probed; i++) {
      dataset.read((int) ((long) i * dataset.size() / probed), features, 0);
      nonZero += countNonZero(features);
    }
    return probed == 0 ? 1 : nonZero / ((double) probed * features.length);
  }

  private static int countNonZero(float[] features) {
    int count = 0;
    for (float feature : features) {
      count += feature != 0 ? 1 : 0;
    }
    return count;
  }

  /** Two passes over blocks of examples: count, then write each block where it belongs. */
  private static @Nullable SparseRows listNonZero(Dataset dataset, Workers workers) {
    int size = dataset.size();
    int[] start = new int[size];
    int[] end = new int[size];
    Shards shards = Shards.ofSize(size, BLOCK);
    workers.run(
        shards.count(),
        shard -> {
          float[] features = new float[dataset.features()];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            dataset.read(i, features, 0);
            end[i] = countNonZero(features);
          }
        });
    long total = 0;
    for (int i = 0; i < size; i++) {
      start[i] = (int) total;
      total += end[i];
      end[i] = (int) total;
    }
    if (total > Integer.MAX_VALUE - 8) {
      return null;
    }
    char[] column = new char[(int) total];
    float[] value = new float[(int) total];
    workers.run(
        shards.count(),
        shard -> {
          float[] features = new float[dataset.features()];
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            dataset.read(i, features, 0);
            writeNonZero(features, column, value, start[i]);
          }
        });
    return new SparseRows(size, dataset.features(), column, value, start, end);
  }

  private static void writeNonZero(float[] features, char[] column, float[] value, int at) {
    for (int j = 0; j < features.length; j++) {
      if (features[j] != 0) {
        column[at] = (char) j;
        value[at++] = features[j];
      }
    }
  }
}
