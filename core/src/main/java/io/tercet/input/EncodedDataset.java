package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.data.FiniteFeatures;
import io.tercet.parallel.Workers;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.RowLoader;
import io.tercet.tensor.RowSelection;
import io.tercet.tensor.Rows;
import io.tercet.tensor.SparseExamples;
import org.jspecify.annotations.Nullable;

/**
 * Encodes examples of a data set as rows for an encoder. Rows are sparse if the share of non-zero
 * features is below {@value #SPARSE_BELOW}, else dense. Non-zero features are listed once for the
 * whole data set if they fit into memory; otherwise they are listed again for each batch. Safe for
 * concurrent reads.
 */
public final class EncodedDataset {
  /** Share of non-zero features below which rows are read as sparse. */
  static final double SPARSE_BELOW = 0.4;

  /** Maximum number of bytes of float features that are listed on the heap. */
  private static final long MAX_FLOATS = 100_000_000;

  private final Dataset dataset;
  private final int features;
  private final DatasetProbe probe;
  private final @Nullable SparseExamples source;
  private final InputEncoding encoding;

  private EncodedDataset(
      Dataset dataset, @Nullable InputEncoding wanted, long maxBytes, Workers workers) {
    this.dataset = dataset;
    this.features = dataset.features();
    FiniteFeatures.require(dataset, workers);
    this.probe = DatasetProbe.of(dataset);
    boolean sparse =
        wanted == null
            ? probe.density() < SPARSE_BELOW && features <= CsrRows.MAX_COLUMNS
            : wanted.sparse() && wanted.fits(features);
    DenseColumns columns = wanted == null ? null : wanted.denseColumns();
    this.source = sparse ? source(dataset, probe, columns, maxBytes, workers) : null;
    this.encoding =
        source == null
            ? InputEncoding.DENSE
            : source instanceof DeltaByteRows packed
                ? new InputEncoding(true, packed.denseColumns())
                : InputEncoding.SPARSE;
  }

  private static SparseExamples source(
      Dataset dataset,
      DatasetProbe probe,
      @Nullable DenseColumns columns,
      long maxBytes,
      Workers workers) {
    double entries = probe.density() * dataset.size() * dataset.features();
    long packed = DeltaByteRows.size(dataset.size(), dataset.features(), entries);
    SparseExamples listed = null;
    if (probe.bytes() && packed <= Math.min(maxBytes, DeltaByteRows.MAX_BYTES)) {
      listed = DeltaByteEncoder.pack(dataset, columns, workers);
    }
    if (listed == null && CsrExamples.size(entries) <= Math.min(maxBytes, MAX_FLOATS)) {
      listed = CsrExamples.of(dataset, workers);
    }
    return listed == null ? new OnTheFlyExamples(dataset) : listed;
  }

  /**
   * Encodes a data set, sparse or dense by the density of sampled examples. Non-zero features are
   * kept if they take at most half of the maximum heap size; large ones are stored off-heap.
   *
   * @param dataset the examples to encode
   * @param workers the threads that run the tasks
   * @return the encoded examples
   * @throws IllegalArgumentException if a feature of any example is not finite
   */
  public static EncodedDataset of(Dataset dataset, Workers workers) {
    return of(dataset, defaultMaxBytes(), workers);
  }

  private static long defaultMaxBytes() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /**
   * Encodes a data set for a model: rows have the encoding of the model if the data allows it,
   * which saves a conversion per batch.
   *
   * @param dataset the examples to encode
   * @param encoding the encoding that the model stores
   * @param workers the threads that run the tasks
   * @return the encoded examples
   */
  public static EncodedDataset of(Dataset dataset, InputEncoding encoding, Workers workers) {
    return new EncodedDataset(dataset, encoding, defaultMaxBytes(), workers);
  }

  /**
   * Encodes a data set as {@link #of(Dataset, Workers)} does, with a given memory limit.
   *
   * @param dataset the examples to encode
   * @param maxBytes memory for non-zero features that are listed once and kept: 2 bytes each if all
   *     are multiples of 1/255, as in images, else 6. Beyond it they are listed again for each
   *     batch
   * @param workers the threads that run the tasks
   * @return the encoded examples
   * @throws IllegalArgumentException if a feature of any example is not finite
   */
  public static EncodedDataset of(Dataset dataset, long maxBytes, Workers workers) {
    return new EncodedDataset(dataset, null, maxBytes, workers);
  }

  /** {@return the encoded data set} */
  public Dataset dataset() {
    return dataset;
  }

  /** {@return the share of non-zero features, estimated from evenly spaced examples} */
  public double density() {
    return probe.density();
  }

  /** {@return the encoding of the rows, which a model trained on them stores} */
  public InputEncoding encoding() {
    return encoding;
  }

  /** {@return whether {@link #read} returns sparse rows} */
  public boolean isSparse() {
    return source != null;
  }

  /** {@return whether the non-zero features of all examples are listed and kept} */
  public boolean isListed() {
    return source != null && !(source instanceof OnTheFlyExamples);
  }

  /**
   * {@return the examples with the given indices, in that order: [n x features]}
   *
   * @param indices of the examples to read, n in number
   */
  public Rows read(int[] indices) {
    Batch batch = new Batch(indices.length);
    Rows rows = batch.start(indices, indices.length);
    batch.load(0, indices.length);
    return rows;
  }

  /**
   * {@return a reusable loader of batches of at most {@code capacity} examples}
   *
   * @param capacity the maximum number of examples of a batch
   */
  public Batch batch(int capacity) {
    return new Batch(capacity);
  }

  /** Loads batches, one at a time; dense rows share a buffer that the next batch overwrites. */
  public final class Batch implements RowLoader {
    private final float[] dense;
    private int[] indices = new int[0];

    private Batch(int capacity) {
      dense = new float[source != null ? 0 : Math.multiplyExact(capacity, features)];
    }

    /**
     * Starts a batch of the first {@code count} examples of {@code indices}. Dense rows are valid
     * once {@link #load} was called for them. The result is valid until the next call.
     *
     * @param indices shared until the next call
     * @param count the number of examples of the batch, at most the capacity
     * @return [count x features]
     */
    public Rows start(int[] indices, int count) {
      this.indices = indices;
      return source != null
          ? new RowSelection(source, indices, count)
          : Matrix.wrap(count, features, dense);
    }

    @Override
    public void load(int from, int to) {
      for (int i = from; i < to && source == null; i++) {
        dataset.read(indices[i], dense, i * features);
      }
    }
  }
}
