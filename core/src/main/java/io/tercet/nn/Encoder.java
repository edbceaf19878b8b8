package io.tercet.nn;

import io.tercet.input.EncodedDataset;
import io.tercet.nn.op.DropoutKeys;
import io.tercet.nn.op.LayerOperator;
import io.tercet.nn.op.PackedLayerWeights;
import io.tercet.nn.op.SparseInputOperator;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import io.tercet.tensor.SparseBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network that maps examples [n x features] to embeddings [n x d]: an architecture and its
 * weights. Embedding has no side effects and is thread-safe as long as no training changes the
 * weights concurrently. {@link TrainingPass} is the forward and backward pass of training.
 */
public final class Encoder {
  /** Rows embedded at a time. */
  private static final int CHUNK = 256;

  /** Rows embedded at a time by spatial layers, whose rows are large. */
  private static final int IMAGES = 64;

  /**
   * Maximum buffer size, in bytes, of a thread that embeds; large examples are embedded in smaller
   * chunks.
   */
  private static final long BUFFER_BYTES = 1 << 24;

  /** Maximum number of values of a layer's output that stay in L2 for the next layer. */
  private static final int L2_VALUES = 1 << 17;

  private final Architecture architecture;
  private final Weights weights;
  private final InputEncoding inputEncoding;
  private final List<LayerOperator> operators;
  private final int[] sizes;
  private final List<Stage> stages;

  /** Consecutive layers, executed for a chunk of {@code rows} rows at a time. */
  record Stage(int first, int end, int rows) {

    /** Whether the rows are processed in chunks; else all at once. */
    boolean isSpatial() {
      return rows < Integer.MAX_VALUE;
    }
  }

  private Encoder(Architecture architecture, Weights weights, InputEncoding inputEncoding) {
    this.architecture = architecture;
    this.weights = weights;
    Architecture flat = architecture.flattened();
    List<List<Integer>> shapes = flat.shapes();
    this.operators =
        IntStream.range(0, flat.layers().size())
            .mapToObj(i -> LayerOperator.of(flat.layers().get(i), shapes.get(i)))
            .toList();
    this.sizes = shapes.stream().mapToInt(Architecture::size).toArray();
    this.stages = stages(shapes);
    this.inputEncoding = takesSparse() ? inputEncoding : InputEncoding.DENSE;
    if (!this.inputEncoding.fits(sizes[0])) {
      throw new IllegalArgumentException(
          "examples of %d features cannot be read as sparse".formatted(sizes[0]));
    }
  }

  /** Spatial layers process a few rows at a time, all others the whole chunk. */
  private List<Stage> stages(List<List<Integer>> shapes) {
    List<Stage> found = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= layers(); i++) {
      if (i == layers() || isSpatial(shapes, i) != isSpatial(shapes, first)) {
        int largest = IntStream.rangeClosed(first + 1, i).map(this::size).max().orElse(1);
        int rows = isSpatial(shapes, first) ? Math.max(1, L2_VALUES / largest) : Integer.MAX_VALUE;
        found.add(new Stage(first, i, rows));
        first = i;
      }
    }
    return List.copyOf(found);
  }

  private static boolean isSpatial(List<List<Integer>> shapes, int layer) {
    return shapes.get(layer).size() == 3;
  }

  /** Rows per task; the result of a row does not depend on it. */
  int chunk() {
    Stage first = stages.getFirst();
    int from = first.isSpatial() ? first.end() : 0;
    int largest = IntStream.range(from, sizes.length).map(this::size).reduce(sizes[0], Math::max);
    int fitting = (int) Math.max(1, BUFFER_BYTES / Float.BYTES / largest);
    return Math.min(fitting, first.isSpatial() ? IMAGES : CHUNK);
  }

  List<Stage> stages() {
    return stages;
  }

  /** Whether the first layer reads sparse rows directly. */
  boolean takesSparse() {
    return operators.getFirst() instanceof SparseInputOperator;
  }

  /** An untrained encoder with weights initialized from the seed. */
  public static Encoder initial(Architecture architecture, Seed seed) {
    return new Encoder(architecture, Weights.initial(architecture, seed), InputEncoding.DENSE);
  }

  /** An encoder with all weights zero, to be filled through {@link #weights()}. */
  public static Encoder zeros(Architecture architecture) {
    return new Encoder(architecture, Weights.zeros(architecture), InputEncoding.DENSE);
  }

  /** A copy with its own weights. */
  public Encoder copy() {
    return new Encoder(architecture, weights.copy(), inputEncoding);
  }

  /**
   * An encoder with the same, shared weights and another order of additions in the first layer. The
   * encoding has no effect if the first layer supports dense inputs only.
   *
   * @throws IllegalArgumentException if the examples have too many features for the encoding
   */
  public Encoder withInputEncoding(InputEncoding encoding) {
    return new Encoder(architecture, weights, encoding);
  }

  /** How the first layer reads examples in inference. */
  public InputEncoding inputEncoding() {
    return inputEncoding;
  }

  /** The architecture. */
  public Architecture architecture() {
    return architecture;
  }

  /** The weights; shared, and modified by training. */
  public Weights weights() {
    return weights;
  }

  /** Number of dimensions of an embedding, d. */
  public int embeddingSize() {
    return sizes[sizes.length - 1];
  }

  /**
   * Embeds examples. The bits of an embedding do not depend on the form of the rows, on the other
   * examples, or on the number of threads.
   *
   * @param examples [n x features]
   * @return [n x d]
   * @throws IllegalArgumentException if the number of features is not the encoder's
   */
  public Matrix embed(Rows examples) {
    requireFeatures(examples.columns());
    Matrix embeddings = Matrix.zeros(examples.rows(), embeddingSize());
    try (Workers alone = new Workers(1)) {
      List<PackedLayerWeights> packed = layerWeights();
      packForForward(packed, inputEncoding, alone);
      int capacity = Math.min(chunk(), examples.rows());
      new InferencePass(this, packed, capacity).embed(examples, embeddings, 0);
    }
    return embeddings;
  }

  /** The weights of each layer, shared, not yet packed. */
  List<PackedLayerWeights> layerWeights() {
    return IntStream.range(0, layers())
        .mapToObj(layer -> new PackedLayerWeights(weights.values(), weights.offset(layer)))
        .toList();
  }

  /**
   * Packs the weights for a forward pass.
   *
   * @param encoding how the first layer reads its inputs
   */
  void packForForward(List<PackedLayerWeights> packed, InputEncoding encoding, Workers workers) {
    for (int layer = 0; layer < layers(); layer++) {
      if (layer == 0
          && encoding.sparse()
          && operators.getFirst() instanceof SparseInputOperator first) {
        first.packForSparse(packed.getFirst(), encoding.denseColumns(), workers);
      } else {
        operators.get(layer).packForForward(packed.get(layer));
      }
    }
  }

  /** Embeds the first {@code count} examples of a data set, on all workers: [count x d]. */
  public Matrix embed(EncodedDataset reader, int count, Workers workers) {
    requireFeatures(reader.dataset().features());
    Matrix embeddings = Matrix.zeros(count, embeddingSize());
    List<PackedLayerWeights> packed = layerWeights();
    packForForward(packed, inputEncoding, workers);
    Shards chunks = Shards.ofSize(count, chunk());
    ThreadLocal<InferencePass> passes =
        ThreadLocal.withInitial(() -> new InferencePass(this, packed, chunk()));
    workers.run(
        chunks.count(),
        chunk -> {
          int from = chunks.from(chunk);
          int[] indices = IntStream.range(from, chunks.to(chunk)).toArray();
          passes.get().embed(reader.read(indices), embeddings, from);
        });
    return embeddings;
  }

  /** Embeds a whole data set, on all workers: [n x d]. */
  public Matrix embed(EncodedDataset reader, Workers workers) {
    return embed(reader, reader.dataset().size(), workers);
  }

  void requireFeatures(int features) {
    if (features != sizes[0]) {
      throw new IllegalArgumentException(
          "the encoder takes %d features, found %d".formatted(sizes[0], features));
    }
  }

  /**
   * Buffers for the outputs of layers {@code first} to {@code end} - 1; none for earlier layers.
   */
  List<Matrix> buffers(int first, int end, int rows) {
    return IntStream.range(0, end)
        .mapToObj(layer -> Matrix.zeros(layer < first ? 0 : rows, sizes[layer + 1]))
        .toList();
  }

  /**
   * Runs rows {@code from} to {@code to} - 1 through the layers of a stage, in chunks of its size.
   *
   * @param packed weights packed by {@link #packForForward}
   */
  void forward(
      Stage stage,
      Rows input,
      List<PackedLayerWeights> packed,
      int from,
      int to,
      List<Matrix> outputs,
      DropoutKeys noise) {
    int rows = Math.min(stage.rows, to - from);
    for (int row = from; row < to; row += rows) {
      int end = Math.min(row + rows, to);
      for (int layer = stage.first; layer < stage.end; layer++) {
        forward(layer, input, packed.get(layer), row, end, outputs, noise);
      }
    }
  }

  private void forward(
      int layer,
      Rows input,
      PackedLayerWeights packed,
      int from,
      int to,
      List<Matrix> outputs,
      DropoutKeys noise) {
    LayerOperator operator = operators.get(layer);
    Matrix y = outputs.get(layer);
    if (layer > 0) {
      Matrix x = outputs.get(layer - 1);
      if (operator.back() > 0) {
        outputs.get(layer - 1 - operator.back()).copyRows(from, to, y);
      }
      operator.forward(packed, x, from, to, y, noise);
      return;
    }
    switch (input) {
      case SparseBatch sparse when operator instanceof SparseInputOperator taking ->
          taking.forward(packed, sparse, from, to, y);
      case SparseBatch _ ->
          throw new IllegalStateException("sparse rows must be converted to dense rows");
      case Matrix dense -> operator.forward(packed, dense, from, to, y, noise);
    }
  }

  /** Of all layers in order. */
  List<LayerOperator> operators() {
    return operators;
  }

  LayerOperator operator(int layer) {
    return operators.get(layer);
  }

  int layers() {
    return operators.size();
  }

  /** Number of values of an input (depth 0), of the first layer's output (depth 1), and so on. */
  int size(int depth) {
    return sizes[depth];
  }
}
