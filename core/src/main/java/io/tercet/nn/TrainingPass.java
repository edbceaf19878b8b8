package io.tercet.nn;

import io.tercet.nn.Encoder.Stage;
import io.tercet.nn.op.Buffer;
import io.tercet.nn.op.DropoutKeys;
import io.tercet.nn.op.GradientAccumulator;
import io.tercet.nn.op.LayerOperator;
import io.tercet.nn.op.PackedLayerWeights;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.RowLoader;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import io.tercet.tensor.SparseBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forward and backward pass of training, with reusable buffers. Not thread-safe; the work runs
 * on {@link Workers}.
 *
 * <p>The forward pass splits the batch into chunks of rows, each of which runs through all layers
 * of a stage. The backward pass compacts the active rows and processes only these, layer by layer:
 * first the gradient with respect to the inputs, in chunks of rows; then the gradient with respect
 * to the weights. Spatial layers of a stage run backward together, a few rows at a time, since
 * their activations are large. The partition never depends on the number of threads, so the
 * gradient has the same bits on any number of them.
 */
public final class TrainingPass {
  private static final int CHUNK = 128;

  /** Rows at a time in spatial layers: few, so that threads finish at about the same time. */
  private static final int IMAGES = 16;

  private static final Matrix NONE = Matrix.zeros(0, 0);

  private final Encoder encoder;
  private final Workers workers;
  private final int capacity;
  private final long noiseSeed;
  private final List<Matrix> outputs;
  private final List<Matrix> gradients = new ArrayList<>();
  private final List<Skip> skips = new ArrayList<>();
  private final List<WeightGradient> weightGradients = new ArrayList<>();
  private final List<PackedLayerWeights> packed;
  private final List<Stage> together;
  private final ThreadLocal<List<Buffer>> inputGradientBuffer;
  private final float[] total;
  private Matrix denseInput;
  private @Nullable Rows input;
  private DropoutKeys noise = DropoutKeys.NONE;
  private long step;

  /** A pass with seed 0. */
  public TrainingPass(Encoder encoder, int capacity, Workers workers) {
    this(encoder, capacity, new Seed(0), workers);
  }

  /**
   * @param encoder the encoder to train
   * @param capacity maximum number of rows of a batch
   * @param seed its stream "dropout" is the randomness of layers in training
   * @param workers the threads that run the passes
   */
  public TrainingPass(Encoder encoder, int capacity, Seed seed, Workers workers) {
    this.encoder = encoder;
    this.workers = workers;
    this.capacity = capacity;
    this.noiseSeed = seed.stream("dropout").nextLong();
    this.outputs = encoder.buffers(0, encoder.layers(), capacity);
    this.packed = encoder.layerWeights();
    this.total = new float[encoder.weights().size()];
    this.denseInput = Matrix.zeros(0, encoder.size(0));
    this.together = encoder.stages().stream().filter(this::isTogether).toList();
    this.inputGradientBuffer =
        ThreadLocal.withInitial(
            () -> Stream.generate(Buffer::new).limit(encoder.layers() + 1L).toList());
    makeGradients();
    for (int layer = 0; layer < encoder.layers(); layer++) {
      int offset = encoder.weights().offset(layer);
      LayerOperator operator = encoder.operator(layer);
      weightGradients.add(new WeightGradient(operator, offset, workers));
      if (operator.back() > 0) {
        Matrix kept = Matrix.zeros(capacity, encoder.size(layer + 1));
        skips.add(new Skip(layer, layer - operator.back(), kept));
      }
    }
  }

  /**
   * The skip connection of a residual block in the backward pass.
   *
   * @param sum the layer that adds the block's input
   * @param first the block's first layer, whose inputs also receive the gradients of the sum
   * @param gradients gradients of the sum, kept until then
   */
  private record Skip(int sum, int first, Matrix gradients) {

    void keep(int layer, int from, int to, Matrix dz) {
      if (layer == sum) {
        dz.copyRows(from, to, gradients);
      }
    }

    void add(int layer, int from, int to, @Nullable Matrix dx) {
      if (layer != first || dx == null) {
        return;
      }
      int at = dx.offset(from);
      int kept = gradients.offset(from);
      for (int i = 0; i < dx.offset(to) - at; i++) {
        dx.data()[at + i] += gradients.data()[kept + i];
      }
    }
  }

  /**
   * Whether the layers of a stage run backward together, a few rows at a time, accumulating the
   * gradients of their weights.
   */
  private boolean isTogether(Stage stage) {
    return stage.isSpatial()
        && IntStream.range(stage.first(), stage.end())
            .mapToObj(encoder::operator)
            .allMatch(op -> op.weights() == 0 || op.backwardSum(new float[op.weights()]) != null);
  }

  /**
   * Gradients of a layer live until those of its inputs are computed, so two buffers alternate,
   * except inside a stage whose layers run backward together, which has small buffers of its own.
   */
  private void makeGradients() {
    int layers = encoder.layers();
    int largest =
        IntStream.rangeClosed(1, layers)
            .filter(depth -> !isWithin(depth) && !isEnd(depth))
            .map(encoder::size)
            .max()
            .orElse(0);
    float[][] turns = new float[2][Math.multiplyExact(capacity, largest)];
    gradients.add(Matrix.zeros(0, encoder.size(0))); // the first layer's inputs need no gradient
    for (int depth = 1; depth <= layers; depth++) {
      int size = encoder.size(depth);
      if (isWithin(depth)) {
        gradients.add(Matrix.zeros(0, size));
      } else if (isEnd(depth)) {
        gradients.add(Matrix.zeros(capacity, size));
      } else {
        gradients.add(Matrix.wrap(capacity, size, turns[depth % 2]));
      }
    }
  }

  /** Whether a depth is inside a stage whose layers run backward together. */
  private boolean isWithin(int depth) {
    return together.stream().anyMatch(stage -> stage.first() < depth && depth < stage.end());
  }

  /** Whether such a stage ends at a depth. */
  private boolean isEnd(int depth) {
    return together.stream().anyMatch(stage -> stage.end() == depth);
  }

  /** The same with rows that are already filled. */
  public Matrix forward(Rows batch) {
    return forward(batch, RowLoader.NONE);
  }

  /**
   * Embeds a batch and stores what {@link #backward} needs.
   *
   * @param batch [n x features], n at most the capacity; retained until backward
   * @param loader fills the rows of the batch
   * @return embeddings [n x d]; overwritten by the next call
   */
  public Matrix forward(Rows batch, RowLoader loader) {
    encoder.requireFeatures(batch.columns());
    if (batch.rows() > capacity) {
      throw new IllegalArgumentException(
          "a batch can have at most %d rows, found %d".formatted(capacity, batch.rows()));
    }
    noise = DropoutKeys.ofStep(noiseSeed + capacity * step++);
    SparseBatch unfit =
        batch instanceof SparseBatch sparse && !encoder.takesSparse() ? sparse : null;
    if (unfit != null) {
      makeRoomForInput();
    }
    Rows rows = unfit == null ? batch : denseInput.head(batch.rows());
    RowLoader ready =
        (from, to) -> {
          loader.load(from, to);
          if (unfit != null) {
            unfit.copyTo(from, to, denseInput.data(), denseInput.offset(from));
          }
        };
    InputEncoding encoding =
        rows instanceof SparseBatch sparse
            ? new InputEncoding(true, sparse.denseColumns())
            : InputEncoding.DENSE;
    encoder.packForForward(packed, encoding, workers);
    input = rows;
    for (Stage stage : encoder.stages()) {
      Shards chunks = Shards.ofSize(batch.rows(), stage.isSpatial() ? IMAGES : CHUNK);
      workers.run(
          chunks.count(),
          chunk -> {
            int from = chunks.from(chunk);
            int to = chunks.to(chunk);
            if (stage.first() == 0) {
              ready.load(from, to);
            }
            encoder.forward(stage, rows, packed, from, to, outputs, noise);
          });
    }
    return outputs.getLast().head(batch.rows());
  }

  private void makeRoomForInput() {
    if (denseInput.rows() == 0) {
      denseInput = Matrix.zeros(capacity, encoder.size(0));
    }
  }

  /**
   * Computes the gradient of the loss with respect to all weights, in their order. To be called
   * once for each {@link #forward}, whose embeddings it overwrites.
   *
   * @param gradient gradient with respect to the embeddings of the last {@link #forward}
   * @return the gradient; overwritten by the next call
   */
  public float[] backward(EmbeddingGradient gradient) {
    Rows batch = input;
    if (batch == null) {
      throw new IllegalStateException("backward requires a preceding forward pass");
    }
    input = null;
    int[] rows = gradient.activeRows();
    int active = gradient.activeCount();
    Rows x = gather(batch, gradient);
    DropoutKeys rowNoise = noise.of(rows);
    workers.run(
        encoder.layers() - 1, // the first layer's inputs need no gradient
        i -> encoder.operator(i + 1).packForBackward(packed.get(i + 1)));
    for (Stage stage : encoder.stages().reversed()) {
      if (together.contains(stage)) {
        backwardTogether(stage, active, x, rowNoise);
        continue;
      }
      for (int layer = stage.end() - 1; layer >= stage.first(); layer--) {
        backwardRows(stage, layer, active, x, rowNoise);
        Rows inputs = layer > 0 ? outputs.get(layer - 1) : x;
        weightGradients.get(layer).set(inputs, rows, active, gradients.get(layer + 1), total);
      }
    }
    return total;
  }

  /**
   * Compacts the active rows of all outputs to the front, one task per layer since rows move within
   * a buffer, and returns the inputs, compacted likewise unless they are sparse.
   */
  private Rows gather(Rows batch, EmbeddingGradient gradient) {
    int[] rows = gradient.activeRows();
    int active = gradient.activeCount();
    boolean moves = active > 0 && rows[active - 1] != active - 1;
    Matrix from = batch instanceof Matrix dense && moves ? dense : null;
    if (from != null) {
      makeRoomForInput();
    }
    workers.run(
        encoder.layers() + 2,
        depth -> {
          if (depth == encoder.layers()) {
            copy(gradient.matrix(), rows, active, gradients.getLast());
          } else if (depth > encoder.layers() && from != null) {
            copy(from, rows, active, denseInput);
          } else if (depth < encoder.layers() && moves) {
            copy(outputs.get(depth), rows, active, outputs.get(depth));
          }
        });
    return from == null ? batch : denseInput;
  }

  private static void copy(Matrix from, int[] rows, int count, Matrix to) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(from.data(), from.offset(rows[i]), to.data(), to.offset(i), from.columns());
    }
  }

  private void backwardRows(Stage stage, int layer, int active, Rows input, DropoutKeys rowNoise) {
    Shards cut = Shards.ofSize(active, Math.min(CHUNK, stage.rows()));
    workers.run(
        cut.count(),
        shard ->
            backward(
                layer,
                cut.from(shard),
                cut.to(shard),
                input,
                rowNoise,
                gradients.get(layer + 1),
                gradients.get(layer),
                null));
  }

  /**
   * Runs all layers of a stage backward together, inputs and weights; gradients of weights are
   * partial sums.
   */
  private void backwardTogether(Stage stage, int active, Rows input, DropoutKeys rowNoise) {
    Shards cut = new Shards(active, WeightGradient.MIN_TASKS);
    List<WeightGradient> ofStage = weightGradients.subList(stage.first(), stage.end());
    ofStage.forEach(gradient -> gradient.makeParts(cut.count()));
    workers.run(
        cut.count(),
        piece -> {
          List<@Nullable GradientAccumulator> sums = new ArrayList<>();
          for (int layer = stage.first(); layer < stage.end(); layer++) {
            sums.add(encoder.operator(layer).backwardSum(weightGradients.get(layer).part(piece)));
          }
          int end = cut.to(piece);
          for (int row = cut.from(piece); row < end; row += stage.rows()) {
            int to = Math.min(row + stage.rows(), end);
            Matrix dy = gradients.get(stage.end());
            for (int layer = stage.end() - 1; layer >= stage.first(); layer--) {
              boolean isFirst = layer == stage.first();
              Matrix dx = isFirst ? gradients.get(layer) : inputGradientBuffer(layer, row, to);
              backward(layer, row, to, input, rowNoise, dy, dx, sums.get(layer - stage.first()));
              dy = dx;
            }
          }
          sums.stream().filter(Objects::nonNull).forEach(GradientAccumulator::finish);
        });
    ofStage.forEach(gradient -> gradient.sumParts(total));
  }

  /** A thread-local buffer for the gradients of a layer's inputs, for these rows only. */
  private Matrix inputGradientBuffer(int layer, int from, int to) {
    int size = encoder.size(layer);
    return Matrix.rows(from, to, size, inputGradientBuffer.get().get(layer).of((to - from) * size));
  }

  /**
   * Backward pass of some rows of one layer; accumulates the gradient of its weights if there is an
   * accumulator.
   */
  private void backward(
      int layer,
      int from,
      int to,
      Rows input,
      DropoutKeys rowNoise,
      Matrix dy,
      Matrix gradientsOfInputs,
      @Nullable GradientAccumulator sum) {
    PackedLayerWeights weights = packed.get(layer);
    Matrix dx = layer > 0 ? gradientsOfInputs : null;
    Matrix x = layer > 0 ? outputs.get(layer - 1) : input instanceof Matrix dense ? dense : NONE;
    Matrix y = outputs.get(layer);
    if (sum == null) {
      encoder.operator(layer).backward(weights, from, to, x, y, dy, dx, rowNoise);
    } else {
      sum.add(weights, from, to, x, y, dy, dx);
    }
    for (Skip skip : skips) {
      skip.keep(layer, from, to, dy);
      skip.add(layer, from, to, dx);
    }
  }
}
