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
import org.jspecify.annotations.Nullable;

/** A loss over the pairs of a batch, anchor by anchor. Keeps buffers: for one batch at a time. */
final class PairObjective implements Objective {
  private final AnchorLoss loss;
  private final @Nullable PairMiner miner;
  private final PairwiseLossEngine tiles;

  /**
   * @param loss what the pairs of an anchor cost
   * @param miner which pairs count, or null for all
   * @param seed what miners draw from
   */
  PairObjective(AnchorLoss loss, @Nullable PairMiner miner, Seed seed) {
    this.loss = loss;
    this.miner = miner;
    this.tiles = PairwiseLossEngine.amongThemselves(loss, miner, seed);
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    tiles.set(embeddings, batch.labels(), workers);
    TiledLoss result = tiles.evaluate(loss, workers);
    tiles.anchorGradient(result.scale(), gradient.matrix(), workers);
    gradient.activateNonZero(batch.size());
    return result.value();
  }

  @Override
  public void saveState(SavedState into) {
    tiles.saveState(into);
  }

  @Override
  public void restoreState(SavedState from) {
    tiles.restoreState(from);
  }

  @Override
  public String description() {
    return miner == null
        ? loss.description()
        : loss.description() + ", mined by " + Descriptions.of(miner);
  }
}
