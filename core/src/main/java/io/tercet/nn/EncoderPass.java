package io.tercet.nn;

import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.Rows;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One forward and backward pass of training, with buffers that are used again for the next.
 *
 * <p>Forward cuts the batch into chunks of rows, each of which runs through all layers. Backward
 * cuts the active rows into {@value #SHARDS} shards; each gathers its rows, goes back over them
 * alone into a gradient of its own, and the shards' gradients are summed in their order. Neither
 * cut depends on the number of threads, so the sum has the same bits on any number of them.
 */
public final class EncoderPass {
  private static final int SHARDS = 8;
  private static final int CHUNK = 256;

  private final Encoder encoder;
  private final Workers workers;
  private final int capacity;
  private final List<Matrix> outputs;
  private final float[][] gradients;
  private final Shard[] shards;
  private final float[] total;
  private @Nullable Rows input;

  /**
   * @param encoder what is trained
   * @param capacity most rows a batch may have
   * @param workers who does it
   */
  public EncoderPass(Encoder encoder, int capacity, Workers workers) {
    this.encoder = encoder;
    this.workers = workers;
    this.capacity = capacity;
    this.outputs = encoder.buffers(capacity, Matrix.zeros(capacity, encoder.embeddingSize()));
    this.gradients = new float[SHARDS][encoder.weights().size()];
    this.total = new float[encoder.weights().size()];
    this.shards = new Shard[SHARDS];
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard(gradients[i]);
    }
  }

  /**
   * Embeds a batch and keeps what {@link #backward} needs.
   *
   * @param batch [n x features], n at most the capacity; kept until backward
   * @return [n x d]; overwritten by the next call
   */
  public Matrix forward(Rows batch) {
    encoder.requireFeatures(batch.columns());
    if (batch.rows() > capacity) {
      throw new IllegalArgumentException(
          "a batch has at most %d rows, found %d".formatted(capacity, batch.rows()));
    }
    input = batch;
    Shards chunks = Shards.ofSize(batch.rows(), CHUNK);
    workers.run(
        chunks.count(),
        chunk -> encoder.forward(batch, chunks.from(chunk), chunks.to(chunk), outputs));
    return outputs.getLast().head(batch.rows());
  }

  /**
   * Gradient of the loss with respect to all weights, in their order.
   *
   * @param gradient with respect to the embeddings of the last {@link #forward}
   * @return overwritten by the next call
   */
  public float[] backward(EmbeddingGradient gradient) {
    Rows batch = input;
    if (batch == null) {
      throw new IllegalStateException("backward needs a forward pass before it");
    }
    Shards cut = new Shards(gradient.activeCount(), SHARDS);
    workers.run(SHARDS, i -> shards[i].backward(batch, gradient, cut.from(i), cut.to(i)));
    Shards sum = Shards.ofSize(total.length, 4096);
    workers.run(sum.count(), i -> Kernels.get().sum(gradients, sum.from(i), sum.to(i), total));
    return total;
  }

  /** Buffers of one shard: its rows of each layer's output, and the gradients on their way back. */
  private final class Shard {
    private final float[] gradient;
    private final List<Matrix> values = new ArrayList<>();
    private final List<Matrix> slopes = new ArrayList<>();

    Shard(float[] gradient) {
      this.gradient = gradient;
      int rows = Math.ceilDiv(capacity, SHARDS);
      for (int depth = 0; depth <= encoder.layers(); depth++) {
        boolean onlyIfDense = depth == 0;
        values.add(Matrix.zeros(onlyIfDense ? 0 : rows, encoder.size(depth)));
        slopes.add(Matrix.zeros(onlyIfDense ? 0 : rows, encoder.size(depth)));
      }
    }

    void backward(Rows batch, EmbeddingGradient from, int first, int end) {
      int count = end - first;
      int layers = encoder.layers();
      gather(from.matrix(), from.activeRows(), first, end, slopes.get(layers));
      for (int depth = 1; depth <= layers; depth++) {
        gather(outputs.get(depth - 1), from.activeRows(), first, end, values.get(depth));
      }
      for (int layer = layers - 1; layer >= 0; layer--) {
        Rows x = layer > 0 ? values.get(layer) : first(batch, from.activeRows(), first, end);
        encoder
            .operator(layer)
            .backward(
                encoder.weights().values(),
                encoder.weights().offset(layer),
                x,
                from.activeRows(),
                first,
                count,
                values.get(layer + 1),
                slopes.get(layer + 1),
                gradient,
                layer > 0 ? slopes.get(layer) : null);
      }
    }

    /** The input of the first layer: sparse rows as they are, dense ones gathered. */
    private Rows first(Rows batch, int[] rows, int first, int end) {
      if (!(batch instanceof Matrix dense)) {
        return batch;
      }
      if (values.getFirst().rows() == 0) {
        values.set(0, Matrix.zeros(Math.ceilDiv(capacity, SHARDS), dense.columns()));
      }
      gather(dense, rows, first, end, values.getFirst());
      return values.getFirst();
    }

    private static void gather(Matrix from, int[] rows, int first, int end, Matrix to) {
      for (int i = first; i < end; i++) {
        System.arraycopy(
            from.data(), from.offset(rows[i]), to.data(), to.offset(i - first), from.columns());
      }
    }
  }
}
