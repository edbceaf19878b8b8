package io.tercet.nn;

import io.tercet.data.RowReader;
import io.tercet.math.Matrix;
import io.tercet.math.Panels;
import io.tercet.math.Rows;
import io.tercet.math.Seed;
import io.tercet.math.Shards;
import io.tercet.math.SparseRows;
import io.tercet.math.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network that turns examples [n x features] into embeddings [n x d]: an architecture and its
 * weights. Embedding keeps nothing and is safe to call from many threads, as long as no training
 * changes the weights meanwhile; {@link EncoderPass} is the forward and backward pass of training.
 */
public final class Encoder {
  private static final int CHUNK = 256;

  private final Architecture architecture;
  private final Weights weights;
  private final List<LayerOperator> operators;
  private final int[] sizes;

  private Encoder(Architecture architecture, Weights weights) {
    this.architecture = architecture;
    this.weights = weights;
    List<List<Integer>> shapes = architecture.shapes();
    this.operators =
        IntStream.range(0, architecture.layers().size())
            .mapToObj(i -> LayerOperator.of(architecture.layers().get(i), shapes.get(i)))
            .toList();
    this.sizes = shapes.stream().mapToInt(Architecture::size).toArray();
  }

  /** An untrained encoder, its weights drawn from the seed. */
  public static Encoder initial(Architecture architecture, Seed seed) {
    return new Encoder(architecture, Weights.initial(architecture, seed));
  }

  /** An encoder with all weights zero, to be filled through {@link #weights()}. */
  public static Encoder zeros(Architecture architecture) {
    return new Encoder(architecture, Weights.zeros(architecture));
  }

  /** A copy with weights of its own. */
  public Encoder copy() {
    return new Encoder(architecture, weights.copy());
  }

  /** What it is made of. */
  public Architecture architecture() {
    return architecture;
  }

  /** Its weights; shared, and changed by training. */
  public Weights weights() {
    return weights;
  }

  /** Number of dimensions of an embedding, d. */
  public int embeddingSize() {
    return sizes[sizes.length - 1];
  }

  /**
   * Embeds examples.
   *
   * @param examples [n x features]
   * @return [n x d]
   * @throws IllegalArgumentException if the number of features is not the encoder's
   */
  public Matrix embed(Rows examples) {
    requireFeatures(examples.columns());
    try (Workers alone = new Workers(1)) {
      return embed(examples, panels(examples instanceof SparseRows, alone));
    }
  }

  private Matrix embed(Rows examples, Panels first) {
    Matrix embeddings = Matrix.zeros(examples.rows(), embeddingSize());
    forward(examples, first, 0, examples.rows(), buffers(examples.rows(), embeddings));
    return embeddings;
  }

  private Panels panels(boolean sparse, Workers workers) {
    Panels first = new Panels();
    if (sparse) {
      setPanels(first, workers);
    }
    return first;
  }

  /** Lays out the first layer's weights for sparse inputs. */
  void setPanels(Panels first, Workers workers) {
    operators.getFirst().panels(weights.values(), workers, first);
  }

  /** Embeds the first {@code count} examples of a data set, on all workers: [count x d]. */
  public Matrix embed(RowReader reader, int count, Workers workers) {
    requireFeatures(reader.dataset().features());
    Matrix embeddings = Matrix.zeros(count, embeddingSize());
    Panels first = panels(reader.isSparse(), workers);
    Shards chunks = Shards.ofSize(count, CHUNK);
    workers.run(
        chunks.count(),
        chunk -> {
          int from = chunks.from(chunk);
          int[] indices = IntStream.range(from, chunks.to(chunk)).toArray();
          Matrix embedded = embed(reader.read(indices), first);
          System.arraycopy(
              embedded.data(),
              0,
              embeddings.data(),
              embeddings.offset(from),
              indices.length * embeddingSize());
        });
    return embeddings;
  }

  /** Embeds a whole data set, on all workers: [n x d]. */
  public Matrix embed(RowReader reader, Workers workers) {
    return embed(reader, reader.dataset().size(), workers);
  }

  void requireFeatures(int features) {
    if (features != sizes[0]) {
      throw new IllegalArgumentException(
          "the encoder takes %d features, found %d".formatted(sizes[0], features));
    }
  }

  /** Output of each layer for that many rows; the last is {@code embeddings}. */
  List<Matrix> buffers(int rows, Matrix embeddings) {
    List<Matrix> outputs = new ArrayList<>();
    for (int i = 1; i < sizes.length - 1; i++) {
      outputs.add(Matrix.zeros(rows, sizes[i]));
    }
    outputs.add(embeddings);
    return outputs;
  }

  /**
   * Runs all layers over rows {@code from} to {@code to} - 1.
   *
   * @param first as {@link #setPanels} left it, for sparse inputs
   */
  void forward(Rows input, Panels first, int from, int to, List<Matrix> outputs) {
    float[] values = weights.values();
    Matrix y = outputs.getFirst();
    switch (input) {
      case SparseRows sparse -> operators.getFirst().forward(first, values, sparse, from, to, y);
      case Matrix dense -> operators.getFirst().forward(values, 0, dense, from, to, y);
    }
    for (int i = 1; i < operators.size(); i++) {
      Matrix x = outputs.get(i - 1);
      operators.get(i).forward(values, weights.offset(i), x, from, to, outputs.get(i));
    }
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
