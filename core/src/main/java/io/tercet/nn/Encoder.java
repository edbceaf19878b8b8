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
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network that turns examples [n x features] into embeddings [n x d]: an architecture and its
 * weights. Embedding keeps nothing and is safe to call from many threads, as long as no training
 * changes the weights meanwhile; {@link TrainingPass} is the forward and backward pass of training.
 */
public final class Encoder {
  /** Rows embedded at once. */
  private static final int CHUNK = 256;

  /** The same for images with layers over their pixels, whose rows are large. */
  private static final int IMAGES = 64;

  /**
   * Bytes of the largest buffer of a thread that embeds; large examples are taken fewer at once.
   */
  private static final long BUFFER_BYTES = 1 << 24;

  private final Architecture architecture;
  private final Weights weights;
  private final InputEncoding inputEncoding;
  private final List<LayerOperator> operators;
  private final int[] sizes;
  private final List<Stage> stages;

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
    this.stages = Stage.of(shapes);
    this.inputEncoding = takesSparse() ? inputEncoding : InputEncoding.DENSE;
    if (!this.inputEncoding.fits(sizes[0])) {
      throw new IllegalArgumentException(
          "examples of %d features cannot be taken in as sparse ones".formatted(sizes[0]));
    }
  }

  /** Rows that make a piece of work; what becomes of a row does not depend on it. */
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

  /** Whether sparse rows are taken in as they are. */
  boolean takesSparse() {
    return operators.getFirst() instanceof SparseInputOperator;
  }

  /**
   * {@return an untrained encoder, its weights drawn from the seed}
   *
   * @param architecture the input shape and the layers
   * @param seed of the initial weights
   */
  public static Encoder initial(Architecture architecture, Seed seed) {
    return new Encoder(architecture, Weights.initial(architecture, seed), InputEncoding.DENSE);
  }

  /**
   * {@return an encoder with all weights zero, to be filled through {@link #weights()}}
   *
   * @param architecture the input shape and the layers
   */
  public static Encoder zeros(Architecture architecture) {
    return new Encoder(architecture, Weights.zeros(architecture), InputEncoding.DENSE);
  }

  /** {@return a copy with weights of its own} */
  public Encoder copy() {
    return new Encoder(architecture, weights.copy(), inputEncoding);
  }

  /**
   * {@return an encoder of the same weights, shared, with another order of additions in the first
   * layer} The encoding has no effect on encoders whose first layer takes dense inputs alone.
   *
   * @param encoding how the first layer is to take examples in
   * @throws IllegalArgumentException if the examples have too many features for it
   */
  public Encoder withInputEncoding(InputEncoding encoding) {
    return new Encoder(architecture, weights, encoding);
  }

  /** {@return how the first layer takes examples in when they are embedded} */
  public InputEncoding inputEncoding() {
    return inputEncoding;
  }

  /** {@return the input shape and the layers} */
  public Architecture architecture() {
    return architecture;
  }

  /** {@return its weights; shared, and changed by training} */
  public Weights weights() {
    return weights;
  }

  /** {@return the number of dimensions of an embedding, d} */
  public int embeddingSize() {
    return sizes[sizes.length - 1];
  }

  /**
   * Embeds examples. An embedding has the same bits whatever form the rows are in, whichever others
   * are embedded with it, and on any number of threads.
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

  /** The weights of each layer, shared, with room to be packed. */
  List<PackedLayerWeights> layerWeights() {
    return IntStream.range(0, layers())
        .mapToObj(layer -> new PackedLayerWeights(weights.values(), weights.offset(layer)))
        .toList();
  }

  /**
   * Packs the weights for a forward pass.
   *
   * @param encoding how the first layer takes its inputs in
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

  /**
   * Embeds the first examples of a data set, on all workers.
   *
   * @param reader the encoded data set, of the features that the encoder takes
   * @param count the number of examples, at most that of the data set
   * @param workers the threads that run the tasks
   * @return [count x d]
   */
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

  /**
   * Embeds a whole data set, on all workers.
   *
   * @param reader the encoded data set, n examples of the features that the encoder takes
   * @param workers the threads that run the tasks
   * @return [n x d]
   */
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
   * Room for the outputs of layers {@code first} to {@code end} - 1; none for those before them.
   */
  List<Matrix> buffers(int first, int end, int rows) {
    return IntStream.range(0, end)
        .mapToObj(layer -> Matrix.zeros(layer < first ? 0 : rows, sizes[layer + 1]))
        .toList();
  }

  /**
   * Runs rows {@code from} to {@code to} - 1 through the layers of a stage, a group of rows at a
   * time.
   *
   * @param packed as {@link #packForForward} left them
   */
  void forward(
      Stage stage,
      Rows input,
      List<PackedLayerWeights> packed,
      int from,
      int to,
      List<Matrix> outputs,
      DropoutKeys noise) {
    int rows = Math.min(stage.rows(), to - from);
    for (int row = from; row < to; row += rows) {
      int end = Math.min(row + rows, to);
      for (int layer = stage.first(); layer < stage.end(); layer++) {
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
      case SparseBatch _ -> throw new IllegalStateException("sparse rows are to be made dense");
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

  /** Size of an input (0), of the first layer's output (1), ... */
  int size(int depth) {
    return sizes[depth];
  }
}
