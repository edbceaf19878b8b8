package io.tercet.nn;

import io.tercet.nn.op.Buffer;
import io.tercet.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Room for the gradients of the loss with respect to the outputs of each layer. Those of a layer
 * live until those of its inputs are computed, so two buffers alternate, except inside a stage
 * whose layers run backward together: those have room of their own, of a few rows.
 */
final class LayerGradients {
  private final Encoder encoder;
  private final List<Stage> together;
  private final List<Matrix> gradients = new ArrayList<>();
  private final ThreadLocal<List<Buffer>> near;

  /**
   * @param together the stages whose layers go back together
   * @param capacity most rows of a batch
   */
  LayerGradients(Encoder encoder, List<Stage> together, int capacity) {
    this.encoder = encoder;
    this.together = together;
    this.near =
        ThreadLocal.withInitial(
            () -> Stream.generate(Buffer::new).limit(encoder.layers() + 1L).toList());
    int layers = encoder.layers();
    int largest =
        IntStream.rangeClosed(1, layers)
            .filter(depth -> !isWithin(depth) && !isEnd(depth))
            .map(encoder::size)
            .max()
            .orElse(0);
    float[][] turns = new float[2][Math.multiplyExact(capacity, largest)];
    // No layer uses those of the first layer's inputs.
    gradients.add(Matrix.zeros(0, encoder.size(0)));
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

  /** Whether a depth lies within a stage whose layers go back together. */
  private boolean isWithin(int depth) {
    return together.stream().anyMatch(stage -> stage.first() < depth && depth < stage.end());
  }

  /** Whether such a stage ends there. */
  private boolean isEnd(int depth) {
    return together.stream().anyMatch(stage -> stage.end() == depth);
  }

  /** With respect to the outputs of layer {@code depth} - 1; no rows for depth 0. */
  Matrix get(int depth) {
    return gradients.get(depth);
  }

  /** With respect to the embeddings. */
  Matrix ofEmbeddings() {
    return gradients.getLast();
  }

  /**
   * Room of this thread for the gradients of a layer's inputs, those rows alone: they are needed at
   * once or never.
   */
  Matrix near(int layer, int from, int to) {
    int size = encoder.size(layer);
    return Matrix.rows(from, to, size, near.get().get(layer).of((to - from) * size));
  }
}
