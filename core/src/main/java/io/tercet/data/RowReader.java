package io.tercet.data;

import io.tercet.math.Matrix;
import io.tercet.math.RowLoader;
import io.tercet.math.Rows;
import io.tercet.math.Shards;
import io.tercet.math.SparseRows;
import io.tercet.math.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Turns examples of a data set into rows that an encoder takes in, sparse or dense as the data is:
 * where less than {@value #SPARSE_BELOW} of the features are other than zero, only these are read.
 * Up to {@value #MAX_LISTED} of them are listed once for the whole data set, and a batch is a
 * choice of rows; of larger data sets each batch is listed anew, so that memory does not grow with
 * them.
 */
public final class RowReader {
  /** Share of non-zero features below which rows are read as sparse. */
  public static final double SPARSE_BELOW = 0.4;

  /** Non-zero features of a data set that are kept in memory, 6 bytes each. */
  static final int MAX_LISTED = 1 << 24;

  private static final int PROBED = 1000;
  private static final int BLOCK = 1000;

  private final Dataset dataset;
  private final int features;
  private final double density;
  private final boolean sparse;
  private final @Nullable SparseRows all;

  private RowReader(Dataset dataset, long maxListed, Workers workers) {
    this.dataset = dataset;
    this.features = dataset.features();
    this.density = measureDensity(dataset);
    this.sparse = density < SPARSE_BELOW && dataset.features() <= SparseRows.MAX_COLUMNS;
    boolean listed = sparse && density * dataset.size() * dataset.features() <= maxListed;
    this.all = listed ? listNonZero(dataset, workers) : null;
  }

  /** A reader of the data set; measures its density. */
  public static RowReader of(Dataset dataset, Workers workers) {
    return of(dataset, MAX_LISTED, workers);
  }

  /**
   * The same with another bound.
   *
   * @param maxListed non-zero features of the data set that are listed once and kept, 6 bytes each;
   *     of a data set with more of them each batch is listed anew
   */
  public static RowReader of(Dataset dataset, long maxListed, Workers workers) {
    return new RowReader(dataset, maxListed, workers);
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
    return sparse;
  }

  /** Whether the non-zero features of all examples are listed and kept. */
  public boolean isListed() {
    return all != null;
  }

  /** The examples with the given indices, in that order: [n x features]. */
  public Rows read(int[] indices) {
    Batch batch = new Batch(indices.length);
    Rows rows = batch.start(indices, indices.length);
    batch.load(0, indices.length);
    return rows;
  }

  /** Buffers for batches of at most that many examples. */
  public Batch batch(int capacity) {
    return new Batch(capacity);
  }

  /** Buffers for one batch, used again for the next. */
  public final class Batch implements RowLoader {
    private final int[] start;
    private final int[] end;
    private final char[] column;
    private final float[] value;
    private int[] indices = new int[0];

    private Batch(int capacity) {
      int room = all != null ? 0 : Math.multiplyExact(capacity, features);
      start = new int[sparse ? capacity : 0];
      end = new int[sparse ? capacity : 0];
      column = new char[sparse ? room : 0];
      value = new float[room];
    }

    /**
     * The first {@code count} examples of {@code indices}, each of them there once {@link #load}
     * was called for it; valid until the next call.
     *
     * @param indices shared until then
     */
    public Rows start(int[] indices, int count) {
      this.indices = indices;
      if (all != null) {
        return new SparseRows(count, features, all.column(), all.value(), start, end);
      }
      return sparse
          ? new SparseRows(count, features, column, value, start, end)
          : Matrix.wrap(count, features, value);
    }

    @Override
    public void load(int from, int to) {
      if (all != null) {
        for (int i = from; i < to; i++) {
          start[i] = all.start()[indices[i]];
          end[i] = all.end()[indices[i]];
        }
        return;
      }
      if (!sparse) {
        for (int i = from; i < to; i++) {
          dataset.read(indices[i], value, i * features);
        }
        return;
      }
      dataset.readNonZero(indices, from, to, column, value, from * features, end);
      for (int i = from; i < to; i++) {
        start[i] = i == from ? from * features : end[i - 1];
      }
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

  /**
   * Two passes over blocks of examples: count, then write each block where it belongs.
   *
   * @return null if there are more than an array can hold, whatever the examples probed promised
   */
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
