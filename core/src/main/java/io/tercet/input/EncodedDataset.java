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
 * Turns examples of a data set into rows that an encoder takes in, sparse or dense as the data is:
 * where less than {@value #SPARSE_BELOW} of the features are other than zero, only these are read.
 * They are listed once for the whole data set where there is memory for that, and those of a batch
 * found there; else those of each batch anew.
 */
public final class EncodedDataset {
  /** Share of non-zero features below which rows are read as sparse. */
  public static final double SPARSE_BELOW = 0.4;

  /** Bytes of listed features on the heap at most: those of data that are not bytes. */
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
   * A reader of the data set; looks at some examples to see how many features are other than 0.
   * Lists them if they take up to half of the memory that the JVM's heap may take, outside of the
   * heap if they take much.
   *
   * @throws IllegalArgumentException if a feature of any example is no finite number
   */
  public static EncodedDataset of(Dataset dataset, Workers workers) {
    return of(dataset, defaultMaxBytes(), workers);
  }

  private static long defaultMaxBytes() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /**
   * A reader of examples for a model: it gives them as the model takes them in, where the data
   * allows that, so that nothing has to be put in order again.
   */
  public static EncodedDataset of(Dataset dataset, InputEncoding encoding, Workers workers) {
    return new EncodedDataset(dataset, encoding, defaultMaxBytes(), workers);
  }

  /**
   * The same with another bound.
   *
   * @param maxBytes memory for non-zero features that are listed once and kept, 2 bytes each where
   *     all are bytes / 255 as those of images, 6 where not; of a data set with more of them each
   *     batch is listed anew
   */
  public static EncodedDataset of(Dataset dataset, long maxBytes, Workers workers) {
    return new EncodedDataset(dataset, null, maxBytes, workers);
  }

  /** The data set read. */
  public Dataset dataset() {
    return dataset;
  }

  /** Share of features other than zero, measured on examples spread evenly over the data. */
  public double density() {
    return probe.density();
  }

  /** How rows are read: what a model that is trained on them keeps. */
  public InputEncoding encoding() {
    return encoding;
  }

  /** Whether {@link #read} gives sparse rows. */
  public boolean isSparse() {
    return source != null;
  }

  /** Whether the non-zero features of all examples are listed and kept. */
  public boolean isListed() {
    return source != null && !(source instanceof OnTheFlyExamples);
  }

  /** The examples with the given indices, in that order: [n x features]. */
  public Rows read(int[] indices) {
    Batch batch = new Batch(indices.length);
    Rows rows = batch.start(indices, indices.length);
    batch.load(0, indices.length);
    return rows;
  }

  /** Room for batches of at most that many examples. */
  public Batch batch(int capacity) {
    return new Batch(capacity);
  }

  /** A batch; dense rows in a buffer that is used again for the next. */
  public final class Batch implements RowLoader {
    private final float[] dense;
    private int[] indices = new int[0];

    private Batch(int capacity) {
      dense = new float[source != null ? 0 : Math.multiplyExact(capacity, features)];
    }

    /**
     * The first {@code count} examples of {@code indices}, dense ones there once {@link #load} was
     * called for them; valid until the next call.
     *
     * @param indices shared until then
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
