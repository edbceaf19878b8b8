package io.tercet.nn;

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
import org.jspecify.annotations.Nullable;

/**
 * One forward and backward pass of training, with buffers that are used again for the next.
 *
 * <p>Forward cuts the batch into chunks of rows, each of which runs through all layers of a stage.
 * Backward runs the active rows alone, layer by layer: first the rows, in chunks; then the gradient
 * with respect to the layer's weights. Layers over pixels run backward together, a few rows at a
 * time. No cut depends on the number of threads, so the gradient has the same bits on any number.
 */
public final class TrainingPass {
  private static final int CHUNK = 128;

  /** The same through layers over pixels: so few that no thread waits long for another's. */
  private static final int IMAGES = 16;

  private static final Matrix NONE = Matrix.zeros(0, 0);

  private final Encoder encoder;
  private final Workers workers;
  private final int capacity;
  private final long noiseSeed;
  private final List<Matrix> outputs;
  private final LayerGradients gradients;
  private final List<ResidualSkip> skips = new ArrayList<>();
  private final List<WeightGradient> weightGradients = new ArrayList<>();
  private final List<PackedLayerWeights> packed;
  private final List<Stage> together;
  private final float[] total;
  private Matrix denseInput;
  private @Nullable Rows input;
  private DropoutKeys noise = DropoutKeys.NONE;
  private long step;

  /** A pass whose layers draw, where they do, from seed 0. */
  TrainingPass(Encoder encoder, int capacity, Workers workers) {
    this(encoder, capacity, new Seed(0), workers);
  }

  /**
   * Creates a pass, which allocates its buffers.
   *
   * @param encoder what is trained
   * @param capacity most rows a batch may have
   * @param seed what layers draw from while training: its stream "dropout"
   * @param workers the threads that run the tasks
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
    this.gradients = new LayerGradients(encoder, together, capacity);
    for (int layer = 0; layer < encoder.layers(); layer++) {
      int offset = encoder.weights().offset(layer);
      LayerOperator operator = encoder.operator(layer);
      weightGradients.add(new WeightGradient(operator, offset, workers));
      if (operator.back() > 0) {
        Matrix kept = Matrix.zeros(capacity, encoder.size(layer + 1));
        skips.add(new ResidualSkip(layer, layer - operator.back(), kept));
      }
    }
  }

  /** Whether a stage's layers run backward together: layers over pixels that sum gradients. */
  private boolean isTogether(Stage stage) {
    return stage.isSpatial()
        && IntStream.range(stage.first(), stage.end())
            .mapToObj(encoder::operator)
            .allMatch(op -> op.weights() == 0 || op.backwardSum(new float[op.weights()]) != null);
  }

  /**
   * Counts the next forward pass as that of a step, from 0: what layers draw depends on it.
   *
   * @param index number of steps before it
   */
  public void skipTo(long index) {
    step = index;
  }

  /** The same with rows that are there. */
  Matrix forward(Rows batch) {
    return forward(batch, RowLoader.NONE);
  }

  /**
   * Embeds a batch and keeps what {@link #backward} needs.
   *
   * @param batch [n x features], n at most the capacity; kept until backward
   * @param loader what fills its rows
   * @return [n x d]; overwritten by the next call
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
   * Gradient of the loss with respect to all weights, in their order. Once for each {@link
   * #forward}, whose embeddings are lost by it.
   *
   * @param gradient with respect to the embeddings of the last {@link #forward}
   * @return overwritten by the next call
   */
  public float[] backward(EmbeddingGradient gradient) {
    Rows batch = input;
    if (batch == null) {
      throw new IllegalStateException("backward needs a forward pass before it");
    }
    input = null;
    int[] rows = gradient.activeRows();
    int active = gradient.activeCount();
    Rows x = gather(batch, gradient);
    DropoutKeys rowNoise = noise.of(rows);
    workers.run(
        encoder.layers() - 1, // no layer uses the gradient of the first layer's inputs
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
   * Moves the active rows of all outputs to the front, each layer a task of its own since rows move
   * over each other, and returns the inputs with theirs at the front, too, unless they are sparse.
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
            copy(gradient.matrix(), rows, active, gradients.ofEmbeddings());
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

  /** All layers of a stage at once, rows and weights; weights by pieces that are summed. */
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
              Matrix dx = isFirst ? gradients.get(layer) : gradients.near(layer, row, to);
              backward(layer, row, to, input, rowNoise, dy, dx, sums.get(layer - stage.first()));
              dy = dx;
            }
          }
          sums.stream().filter(Objects::nonNull).forEach(GradientAccumulator::finish);
        });
    ofStage.forEach(gradient -> gradient.sumParts(total));
  }

  /** Some rows of one layer, added to the gradient of its weights if there is a sum. */
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
    for (ResidualSkip skip : skips) {
      skip.keep(layer, from, to, dy);
      skip.add(layer, from, to, dx);
    }
  }
}
