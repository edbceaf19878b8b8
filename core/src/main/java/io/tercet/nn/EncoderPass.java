package io.tercet.nn;

import io.tercet.math.Matrix;
import io.tercet.math.Panels;
import io.tercet.math.Rows;
import io.tercet.math.Shards;
import io.tercet.math.SparseRows;
import io.tercet.math.Workers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One forward and backward pass of training, with buffers that are used again for the next.
 *
 * <p>Forward cuts the batch into chunks of rows, each of which runs through all layers. Backward
 * gathers the active rows and goes back over them alone, layer by layer: first the rows, in chunks;
 * then the gradient with respect to the layer's weights. No cut depends on the number of threads,
 * so the gradient has the same bits on any number of them.
 */
public final class EncoderPass {
  private static final int CHUNK = 128;
  private static final int GATHERED = 64;

  private final Encoder encoder;
  private final Workers workers;
  private final int capacity;
  private final List<Matrix> outputs;
  private final List<Matrix> values = new ArrayList<>();
  private final List<Matrix> slopes = new ArrayList<>();
  private final List<WeightGradient> gradients = new ArrayList<>();
  private final Panels first = new Panels();
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
    this.total = new float[encoder.weights().size()];
    for (int depth = 0; depth <= encoder.layers(); depth++) {
      int rows = depth == 0 ? 0 : capacity; // a first layer's inputs are gathered only if dense
      values.add(Matrix.zeros(rows, encoder.size(depth)));
      slopes.add(Matrix.zeros(rows, encoder.size(depth)));
    }
    for (int layer = 0; layer < encoder.layers(); layer++) {
      int offset = encoder.weights().offset(layer);
      gradients.add(new WeightGradient(encoder.operator(layer), offset, workers));
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
    if (batch instanceof SparseRows) {
      encoder.setPanels(first, workers);
    }
    Shards chunks = Shards.ofSize(batch.rows(), CHUNK);
    workers.run(
        chunks.count(),
        chunk -> encoder.forward(batch, first, chunks.from(chunk), chunks.to(chunk), outputs));
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
    gather(batch, gradient);
    for (int layer = encoder.layers() - 1; layer >= 0; layer--) {
      backwardRows(layer, gradient.activeCount());
      Rows x = layer > 0 || !(batch instanceof SparseRows) ? values.get(layer) : batch;
      gradients
          .get(layer)
          .set(x, gradient.activeRows(), gradient.activeCount(), slopes.get(layer + 1), total);
    }
    return total;
  }

  /** The active rows side by side. */
  private void gather(Rows batch, EmbeddingGradient gradient) {
    if (batch instanceof Matrix dense && values.getFirst().rows() == 0) {
      values.set(0, Matrix.zeros(capacity, dense.columns()));
    }
    Shards cut = Shards.ofSize(gradient.activeCount(), GATHERED);
    workers.run(
        cut.count(),
        shard -> {
          int from = cut.from(shard);
          int to = cut.to(shard);
          int[] rows = gradient.activeRows();
          copy(gradient.matrix(), rows, from, to, slopes.getLast());
          for (int depth = 1; depth <= encoder.layers(); depth++) {
            copy(outputs.get(depth - 1), rows, from, to, values.get(depth));
          }
          if (batch instanceof Matrix dense) {
            copy(dense, rows, from, to, values.getFirst());
          }
        });
  }

  private static void copy(Matrix from, int[] rows, int first, int end, Matrix to) {
    for (int i = first; i < end; i++) {
      System.arraycopy(from.data(), from.offset(rows[i]), to.data(), to.offset(i), from.columns());
    }
  }

  private void backwardRows(int layer, int active) {
    float[] weights = encoder.weights().values();
    int offset = encoder.weights().offset(layer);
    Matrix dx = layer > 0 ? slopes.get(layer) : null;
    Shards cut = Shards.ofSize(active, CHUNK);
    workers.run(
        cut.count(),
        shard ->
            encoder
                .operator(layer)
                .backward(
                    weights,
                    offset,
                    cut.from(shard),
                    cut.to(shard),
                    values.get(layer),
                    values.get(layer + 1),
                    slopes.get(layer + 1),
                    dx));
  }
}
