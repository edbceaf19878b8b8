package io.tercet.loss.engine;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.DistanceVectors;
import io.tercet.distance.GradientSums;
import io.tercet.loss.AnchorContext;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.LossAccumulator;
import io.tercet.loss.LossValue;
import io.tercet.mining.PairMiner;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link AnchorLoss} over anchors and references: a tile of rows of the distances at a time
 * is computed, evaluated anchor by anchor, and turned into gradients, so that memory grows with the
 * number of references and not with its square.
 *
 * <pre>
 *   {@value #SHARDS} shards of anchors, each on any thread, its sums of gradients its own:
 *     tiles of {@value #ROWS} anchors:  distances [{@value #ROWS} x references] -> gradients -> sums
 *   the shards' sums added in their order -> divided by the reducer -> gradient
 * </pre>
 *
 * <p>The cut does not depend on the threads, so the result has the same bits on any number of them.
 * Buffers are used again; one batch at a time.
 */
public final class PairwiseLossEngine {
  private static final int SHARDS = 8;
  static final int ROWS = 256;

  private static final Matrix NOTHING = Matrix.zeros(0, 0);

  private final @Nullable PairMiner miner;
  private final @Nullable Distance minerDistance;
  private final boolean amongThemselves;
  private final Seed seed;
  private final SortedEmbeddings anchors;
  private final SortedEmbeddings references;
  private final DistanceTiles tiles;
  private final @Nullable DistanceTiles minedTiles;
  private final GradientSums anchorSums = new GradientSums(true);
  private final GradientSums[] referenceSums = new GradientSums[SHARDS];
  private final ThreadLocal<AnchorScratch> scratch = ThreadLocal.withInitial(this::newScratch);
  private final AnchorTotals totals = new AnchorTotals();
  private int[] self = new int[0];
  private long step;

  private PairwiseLossEngine(
      AnchorLoss loss,
      @Nullable PairMiner miner,
      boolean amongThemselves,
      boolean movesReferences,
      Seed seed) {
    this.miner = miner;
    this.amongThemselves = amongThemselves;
    this.seed = seed;
    this.minerDistance = minerDistance(loss, miner);
    anchors = new SortedEmbeddings(loss.distance(), minerDistance);
    references = amongThemselves ? anchors : new SortedEmbeddings(loss.distance(), minerDistance);
    tiles = new DistanceTiles(loss.distance(), anchors.vectors(), references.vectors());
    DistanceVectors minedAnchors = anchors.mined();
    DistanceVectors minedReferences = references.mined();
    minedTiles =
        minerDistance == null || minedAnchors == null || minedReferences == null
            ? null
            : new DistanceTiles(minerDistance, minedAnchors, minedReferences);
    Arrays.setAll(referenceSums, shard -> new GradientSums(movesReferences));
  }

  private AnchorScratch newScratch() {
    Boolean minedSimilarity = minerDistance == null ? null : minerDistance.isSimilarity();
    return new AnchorScratch(
        new AnchorContext(tiles.distance().isSimilarity(), minedSimilarity, seed));
  }

  /** All examples of a batch against all others of it. */
  public static PairwiseLossEngine amongThemselves(
      AnchorLoss loss, @Nullable PairMiner miner, Seed seed) {
    return new PairwiseLossEngine(loss, miner, true, true, seed);
  }

  /** Anchors against references that the gradient moves too: proxies, on either side. */
  public static PairwiseLossEngine between(AnchorLoss loss, Seed seed) {
    return new PairwiseLossEngine(loss, null, false, true, seed);
  }

  /** Anchors against references that stay as they are: a memory. */
  public static PairwiseLossEngine against(AnchorLoss loss, @Nullable PairMiner miner, Seed seed) {
    return new PairwiseLossEngine(loss, miner, false, false, seed);
  }

  private static @Nullable Distance minerDistance(AnchorLoss loss, @Nullable PairMiner miner) {
    if (miner == null) {
      return loss.minerDistance();
    }
    return loss.distance().equals(miner.distance()) ? null : miner.distance();
  }

  /** Takes in a batch whose examples are compared among themselves. */
  public void set(Matrix embeddings, int[] labels, Workers workers) {
    set(embeddings, labels, NOTHING, labels, null, workers);
  }

  /**
   * Takes in anchors and references.
   *
   * @param selfRows row of each anchor among the references, where it is not compared; null if no
   *     anchor is among them
   */
  public void set(
      Matrix anchorVectors,
      int[] anchorLabels,
      Matrix referenceVectors,
      int[] referenceLabels,
      int @Nullable [] selfRows,
      Workers workers) {
    anchors.set(anchorVectors, anchorLabels, workers);
    if (!amongThemselves) {
      references.set(referenceVectors, referenceLabels, workers);
    }
    totals.start(anchors.count());
    if (self.length < anchors.count()) {
      self = new int[anchors.count()];
    }
    if (amongThemselves) {
      Arrays.setAll(self, place -> place);
    } else if (selfRows == null) {
      Arrays.fill(self, -1);
    } else {
      int[] places = references.places();
      for (int place = 0; place < anchors.count(); place++) {
        self[place] = places[selfRows[anchors.row(place)]];
      }
    }
  }

  /** Evaluates what was set; the gradients are there afterwards. */
  public TiledLoss evaluate(AnchorLoss loss, Workers workers) {
    step++;
    Shards shards = new Shards(anchors.count(), SHARDS);
    double positiveScale = 1;
    double negativeScale = 1;
    if (loss.reducesPairsApart()) {
      // The divisors are known once all terms are: gradients come in a second pass.
      workers.run(SHARDS, i -> runShard(loss, i, shards, false, 1, 1));
      positiveScale = 1 / divisor(loss, totals.positives());
      negativeScale = 1 / divisor(loss, totals.negatives());
    }
    clearSums(workers);
    float toPositives = (float) positiveScale;
    float toNegatives = (float) negativeScale;
    workers.run(SHARDS, i -> runShard(loss, i, shards, true, toPositives, toNegatives));
    addReferenceSums(workers);
    LossAccumulator near = totals.positives();
    LossAccumulator far = totals.negatives();
    double divisor = divisor(loss, near);
    double value = near.sum() / divisor + far.sum() / divisor(loss, far);
    long all = near.all() + far.all();
    return new TiledLoss(
        new LossValue(value, all == 0 ? 0 : (near.nonZero() + far.nonZero()) / (double) all),
        loss.reducesPairsApart() ? 1 : (float) (1 / divisor),
        near.constantGradient() / divisor);
  }

  /**
   * What a batch came to.
   *
   * @param value the loss
   * @param scale what the sums of gradients have yet to be multiplied by
   * @param constantGradient gradient with respect to the loss's learned constant
   */
  public record TiledLoss(LossValue value, float scale, double constantGradient) {}

  private static double divisor(AnchorLoss loss, LossAccumulator terms) {
    return loss.reducer().divisor(terms.all(), terms.nonZero());
  }

  private void clearSums(Workers workers) {
    int d = anchors.vectors().dimensions();
    workers.run(
        SHARDS + 1,
        i -> {
          if (i == SHARDS) {
            anchorSums.clear(anchors.count(), d);
          } else {
            referenceSums[i].clear(references.count(), d);
          }
        });
  }

  /** All shards' sums into those of the first, or of the anchors where they are the references. */
  private void addReferenceSums(Workers workers) {
    if (!referenceSums[0].isWanted()) {
      return;
    }
    GradientSums total = amongThemselves ? anchorSums : referenceSums[0];
    int d = references.vectors().dimensions();
    Shards cut = Shards.ofSize(references.count(), ROWS);
    workers.run(
        cut.count(),
        i -> {
          for (GradientSums sums : referenceSums) {
            if (sums != total) {
              total.add(sums, cut.from(i), cut.to(i), d);
            }
          }
        });
  }

  private void runShard(
      AnchorLoss loss,
      int number,
      Shards shards,
      boolean gradients,
      float toPositives,
      float toNegatives) {
    AnchorScratch buffers = scratch.get();
    buffers.grow(references.count(), minedTiles != null);
    for (int from = shards.from(number); from < shards.to(number); from += ROWS) {
      int to = Math.min(from + ROWS, shards.to(number));
      tiles.compute(from, to, buffers.values());
      if (minedTiles != null) {
        minedTiles.compute(from, to, buffers.mined());
      }
      for (int place = from; place < to; place++) {
        evaluateAnchor(loss, place, (place - from) * references.count(), buffers);
        if (gradients) {
          int offset = (place - from) * references.count();
          buffers.keepGradients(tiles, place, offset, toPositives, toNegatives);
        }
      }
      if (gradients) {
        buffers.addGradients(tiles, from, anchorSums, referenceSums[number]);
      }
    }
  }

  private void evaluateAnchor(AnchorLoss loss, int place, int offset, AnchorScratch buffers) {
    AnchorContext terms = buffers.terms();
    int label = anchors.label(place);
    terms.row().start(step, anchors.count(), anchors.dimensions());
    terms.row().moveTo(place, references.classes(), label, self[place], buffers.values(), offset);
    if (minedTiles != null) {
      terms.mined().start(step, anchors.count(), anchors.dimensions());
      terms
          .mined()
          .moveTo(place, references.classes(), label, self[place], buffers.mined(), offset);
    }
    if (miner != null) {
      buffers.selection().clear();
      miner.mine(terms.mined(), buffers.selection());
      terms.row().keep(buffers.selection());
    }
    terms.clear();
    loss.evaluate(terms);
    totals.set(place, terms);
  }

  /** Adds the number of batches so far, which miners draw by. */
  public void saveState(SavedState into) {
    into.put("step", step);
  }

  /** Takes that number back. */
  public void restoreState(SavedState from) {
    step = from.number("step");
  }

  /** Gradient with respect to the anchors, in the order of their matrix. */
  public void anchorGradient(float scale, Matrix gradient, Workers workers) {
    gradient(anchors, anchorSums, scale, gradient, workers);
  }

  /** Gradient with respect to the references, in the order of their matrix. */
  public void referenceGradient(float scale, Matrix gradient, Workers workers) {
    gradient(references, referenceSums[0], scale, gradient, workers);
  }

  private void gradient(
      SortedEmbeddings side, GradientSums sums, float scale, Matrix gradient, Workers workers) {
    Shards cut = Shards.ofSize(side.count(), ROWS);
    workers.run(
        cut.count(),
        shard -> {
          for (int i = cut.from(shard); i < cut.to(shard); i++) {
            int at = gradient.offset(side.row(i));
            tiles.finish(side.vectors(), i, sums, scale, gradient.data(), at);
          }
        });
  }
}
