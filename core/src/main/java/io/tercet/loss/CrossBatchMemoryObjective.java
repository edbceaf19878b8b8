package io.tercet.loss;

import io.tercet.loss.engine.PairwiseLossEngine;
import io.tercet.loss.engine.PairwiseLossEngine.TiledLoss;
import io.tercet.mining.PairMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cross-batch memory, XBM (Wang, Zhang, Huang and Scott 2020): the examples of a batch are compared
 * with the embeddings of the last {@code size} examples, this batch's among them, so that a small
 * batch meets many negatives. Embeddings of earlier batches are as they were then and get no
 * gradient. An example is not compared with itself.
 *
 * <p>In the first steps, while embeddings still move fast and old ones are worth little, the loss
 * is that of the batch alone and nothing is remembered. Keeps buffers: for one batch at a time.
 */
final class CrossBatchMemoryObjective implements Objective {
  private final AnchorLoss loss;
  private final int size;
  private final int warmUpSteps;
  private final PairObjective batchAlone;
  private final PairwiseLossEngine tiles;
  private Matrix memory = Matrix.zeros(0, 0);
  private int[] labels = new int[0];
  private int filled;
  private int next;
  private int steps;

  /**
   * @param loss any loss over pairs
   * @param miner which pairs count, or null for all
   * @param size most embeddings to remember; at least the size of a batch
   * @param warmUpSteps steps without the memory, at least 0; default {@value
   *     CrossBatchMemory#DEFAULT_WARM_UP}
   * @param seed what miners draw from
   */
  CrossBatchMemoryObjective(
      AnchorLoss loss, @Nullable PairMiner miner, int size, int warmUpSteps, Seed seed) {
    if (size < 1 || warmUpSteps < 0) {
      throw new IllegalArgumentException(
          "memory must be at least 1 and warm-up at least 0, found %d and %d"
              .formatted(size, warmUpSteps));
    }
    this.loss = loss;
    this.size = size;
    this.warmUpSteps = warmUpSteps;
    this.batchAlone = new PairObjective(loss, miner, seed);
    this.tiles = PairwiseLossEngine.against(loss, miner, seed);
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    if (steps++ < warmUpSteps) {
      return batchAlone.evaluate(batch, embeddings, gradient, workers);
    }
    int[] slots = remember(batch, embeddings);
    tiles.set(
        embeddings,
        batch.labels(),
        memory.head(filled),
        Arrays.copyOf(labels, filled),
        slots,
        workers);
    TiledLoss result = tiles.evaluate(loss, workers);
    tiles.anchorGradient(result.scale(), gradient.matrix(), workers);
    gradient.activateNonZero(batch.size());
    return result.value();
  }

  /** Puts the batch in place of the oldest; returns where each example is. */
  private int[] remember(Batch batch, Matrix embeddings) {
    if (batch.size() > size) {
      throw new IllegalArgumentException(
          "a memory of %d has no room for a batch of %d".formatted(size, batch.size()));
    }
    if (labels.length == 0) {
      memory = Matrix.zeros(size, embeddings.columns());
      labels = new int[size];
    }
    int[] slots = new int[batch.size()];
    int d = embeddings.columns();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = next;
      labels[next] = batch.labels()[i];
      System.arraycopy(embeddings.data(), embeddings.offset(i), memory.data(), next * d, d);
      filled = Math.max(filled, next + 1);
      next = (next + 1) % size;
    }
    return slots;
  }

  @Override
  public void saveState(SavedState into) {
    batchAlone.saveState(into.part("batch"));
    tiles.saveState(into.part("memory"));
    int d = memory.columns();
    into.putShared("embeddings", Arrays.copyOf(memory.data(), filled * d));
    into.put("labels", Arrays.stream(labels, 0, filled).asLongStream().toArray());
    into.put("place", d, next, steps);
  }

  @Override
  public void restoreState(SavedState from) {
    batchAlone.restoreState(from.part("batch"));
    tiles.restoreState(from.part("memory"));
    long[] place = from.numbers("place");
    long[] kept = from.numbers("labels");
    float[] embeddings = from.floats("embeddings");
    int d = Math.toIntExact(place[0]);
    if (kept.length > size || embeddings.length != kept.length * d) {
      throw new IllegalArgumentException(
          "saved state: %d labels and %d values of embeddings, expected at most %d of %d each"
              .formatted(kept.length, embeddings.length, size, d));
    }
    filled = kept.length;
    next = Math.toIntExact(place[1]);
    steps = Math.toIntExact(place[2]);
    if (filled > 0) {
      memory = Matrix.zeros(size, d);
      System.arraycopy(embeddings, 0, memory.data(), 0, embeddings.length);
      labels = Arrays.copyOf(Arrays.stream(kept).mapToInt(Math::toIntExact).toArray(), size);
    }
  }

  @Override
  public String description() {
    return "%s, memory of %s embeddings after %s steps"
        .formatted(batchAlone.description(), size, warmUpSteps);
  }
}
