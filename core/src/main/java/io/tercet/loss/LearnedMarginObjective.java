package io.tercet.loss;

import io.tercet.loss.engine.PairwiseLossEngine;
import io.tercet.loss.engine.PairwiseLossEngine.TiledLoss;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import io.tercet.tensor.Seed;
import java.util.List;

/**
 * {@link MarginLoss} whose boundary beta is learned along with the encoder (Wu et al. 2017, section
 * 4.1, one beta for all classes). Keeps buffers: for one batch at a time.
 */
final class LearnedMarginObjective implements Objective {
  private final MarginLoss start;
  private final LossParameters beta;
  private final PairwiseLossEngine tiles;

  /**
   * @param start the loss with the boundary to start from
   */
  LearnedMarginObjective(MarginLoss start) {
    this.start = start;
    this.beta = LossParameters.ofNumber("beta", start.beta());
    this.tiles = PairwiseLossEngine.amongThemselves(start, null, new Seed(0));
  }

  @Override
  public List<LossParameters> weights() {
    return List.of(beta);
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    tiles.set(embeddings, batch.labels(), workers);
    TiledLoss result = tiles.evaluate(start.withBeta(beta.values().get(0, 0)), workers);
    beta.gradient().set(0, 0, (float) result.constantGradient());
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
    return start.description() + ", beta learned";
  }
}
