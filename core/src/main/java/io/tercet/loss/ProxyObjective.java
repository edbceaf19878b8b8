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
import java.util.stream.IntStream;

/**
 * A loss between the examples of a batch and one learned vector for each class (a proxy, a class
 * weight, a center), instead of among the examples. Keeps buffers: for one batch at a time.
 */
final class ProxyObjective implements Objective {
  private final AnchorLoss loss;
  private final LossParameters proxies;
  private final boolean proxiesAreAnchors;
  private final int[] classes;
  private final PairwiseLossEngine tiles;

  private ProxyObjective(AnchorLoss loss, LossParameters proxies, boolean proxiesAreAnchors) {
    this.loss = loss;
    this.proxies = proxies;
    this.proxiesAreAnchors = proxiesAreAnchors;
    this.classes = IntStream.range(0, proxies.values().rows()).toArray();
    this.tiles = PairwiseLossEngine.between(loss, new Seed(0));
  }

  /**
   * {@return an objective in which each example is an anchor and the proxy of its class its only
   * positive}
   *
   * @param proxies [classes x d]
   */
  static ProxyObjective examplesAsAnchors(AnchorLoss loss, LossParameters proxies) {
    return new ProxyObjective(loss, proxies, false);
  }

  /**
   * {@return an objective in which each proxy is an anchor and the examples of its class are its
   * positives}
   *
   * @param proxies [classes x d]
   */
  static ProxyObjective proxiesAsAnchors(AnchorLoss loss, LossParameters proxies) {
    return new ProxyObjective(loss, proxies, true);
  }

  @Override
  public List<LossParameters> weights() {
    return List.of(proxies);
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    TiledLoss result;
    if (proxiesAreAnchors) {
      tiles.set(proxies.values(), classes, embeddings, batch.labels(), null, workers);
      result = tiles.evaluate(loss, workers);
      tiles.anchorGradient(result.scale(), proxies.gradient(), workers);
      tiles.referenceGradient(result.scale(), gradient.matrix(), workers);
    } else {
      tiles.set(embeddings, batch.labels(), proxies.values(), classes, null, workers);
      result = tiles.evaluate(loss, workers);
      tiles.anchorGradient(result.scale(), gradient.matrix(), workers);
      tiles.referenceGradient(result.scale(), proxies.gradient(), workers);
    }
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
    return "%s, %s %s".formatted(loss.description(), classes.length, proxies.name());
  }
}
