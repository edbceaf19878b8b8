package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.DistanceVectors;
import io.tercet.distance.SideSums;
import io.tercet.math.Kernels;
import io.tercet.math.Matrix;
import io.tercet.math.Seed;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.PairMiner;
import io.tercet.mining.PairSelection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link AnchorLoss} over anchors and references: a tile of rows of the distances at a time
 * is computed, judged anchor by anchor, and turned into gradients, so that memory grows with the
 * number of references and not with its square.
 *
 * <pre>
 *   {@value #SHARDS} shards of anchors, each on any thread, its sums of gradients its own:
 *     tiles of {@value #ROWS} anchors:  distances [{@value #ROWS} x references] -> slopes -> sums
 *   the shards' sums added in their order -> divided by the reducer -> gradient
 * </pre>
 *
 * <p>The cut does not depend on the threads, so the result has the same bits on any number of them.
 * Buffers are used again; one batch at a time.
 */
final class AnchorTiles {
  private static final int SHARDS = 8;
  private static final int ROWS = 256;

  /** An anchor with at most one in so many slopes other than 0 has them added one by one. */
  private static final int SPARSE_SHARE = 32;

  private static final Matrix NOTHING = Matrix.zeros(0, 0);

  private final @Nullable PairMiner miner;
  private final @Nullable Distance minerDistance;
  private final boolean amongThemselves;
  private final Seed seed;
  private final PairSide anchors;
  private final PairSide references;
  private final DistanceTiles tiles;
  private final @Nullable DistanceTiles minedTiles;
  private final SideSums anchorSums = new SideSums(true);
  private final SideSums[] referenceSums = new SideSums[SHARDS];
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
  private PartialLoss[] positives = new PartialLoss[0];
  private PartialLoss[] negatives = new PartialLoss[0];
  private int[] self = new int[0];
  private long step;

  private AnchorTiles(
      AnchorLoss loss,
      @Nullable PairMiner miner,
      boolean amongThemselves,
      boolean movesReferences,
      Seed seed) {
    this.miner = miner;
    this.amongThemselves = amongThemselves;
    this.seed = seed;
    this.minerDistance = minerDistance(loss, miner);
    anchors = new PairSide(loss.distance(), minerDistance);
    references = amongThemselves ? anchors : new PairSide(loss.distance(), minerDistance);
    tiles = new DistanceTiles(loss.distance(), anchors.vectors(), references.vectors());
    DistanceVectors minedAnchors = anchors.mined();
    DistanceVectors minedReferences = references.mined();
    minedTiles =
        minerDistance == null || minedAnchors == null || minedReferences == null
            ? null
            : new DistanceTiles(minerDistance, minedAnchors, minedReferences);
    Arrays.setAll(referenceSums, shard -> new SideSums(movesReferences));
  }

  /** All examples of a batch against all others of it. */
  static AnchorTiles amongThemselves(AnchorLoss loss, @Nullable PairMiner miner, Seed seed) {
    return new AnchorTiles(loss, miner, true, true, seed);
  }

  /** Anchors against references that the gradient moves too: proxies, on either side. */
  static AnchorTiles between(AnchorLoss loss, Seed seed) {
    return new AnchorTiles(loss, null, false, true, seed);
  }

  /** Anchors against references that stay as they are: a memory. */
  static AnchorTiles against(AnchorLoss loss, @Nullable PairMiner miner, Seed seed) {
    return new AnchorTiles(loss, miner, false, false, seed);
  }

  private static @Nullable Distance minerDistance(AnchorLoss loss, @Nullable PairMiner miner) {
    if (miner == null) {
      return loss.minerDistance();
    }
    return loss.distance().equals(miner.distance()) ? null : miner.distance();
  }

  /** Takes in a batch whose examples are compared among themselves. */
  void set(Matrix embeddings, int[] labels, Workers workers) {
    set(embeddings, labels, NOTHING, labels, null, workers);
  }

  /**
   * Takes in anchors and references.
   *
   * @param selfRows row of each anchor among the references, where it is not compared; null if no
   *     anchor is among them
   */
  void set(
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
    growTo(anchors.count());
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

  private void growTo(int count) {
    int before = positives.length;
    if (before < count) {
      positives = Arrays.copyOf(positives, count);
      negatives = Arrays.copyOf(negatives, count);
      self = new int[count];
      for (int i = before; i < count; i++) {
        positives[i] = new PartialLoss();
        negatives[i] = new PartialLoss();
      }
    }
  }

  /** Judges what was set; the gradients are there afterwards. */
  TiledLoss evaluate(AnchorLoss loss, Workers workers) {
    step++;
    Shards shards = new Shards(anchors.count(), SHARDS);
    double positiveScale = 1;
    double negativeScale = 1;
    if (loss.reducesPairsApart()) {
      // The divisors are known once all terms are: slopes come in a second pass.
      workers.run(SHARDS, i -> runShard(loss, i, shards, false, 1, 1));
      positiveScale = 1 / divisor(loss, total(positives));
      negativeScale = 1 / divisor(loss, total(negatives));
    }
    clearSums(workers);
    float toPositives = (float) positiveScale;
    float toNegatives = (float) negativeScale;
    workers.run(SHARDS, i -> runShard(loss, i, shards, true, toPositives, toNegatives));
    addReferenceSums(workers);
    PartialLoss near = total(positives);
    PartialLoss far = total(negatives);
    double divisor = divisor(loss, near);
    double value = near.sum / divisor + far.sum / divisor(loss, far);
    long all = near.all + far.all;
    return new TiledLoss(
        new LossValue(value, all == 0 ? 0 : (near.nonZero + far.nonZero) / (double) all),
        loss.reducesPairsApart() ? 1 : (float) (1 / divisor),
        near.constantSlope / divisor);
  }

  /**
   * What a batch came to.
   *
   * @param value the loss
   * @param scale what the sums of gradients have yet to be multiplied by
   * @param constantSlope slope with respect to the loss's learned constant
   */
  record TiledLoss(LossValue value, float scale, double constantSlope) {}

  private static double divisor(AnchorLoss loss, PartialLoss terms) {
    return loss.reducer().divisor(terms.all, terms.nonZero);
  }

  private PartialLoss total(PartialLoss[] partials) {
    PartialLoss total = new PartialLoss();
    for (int i = 0; i < anchors.count(); i++) {
      total.add(partials[i]);
    }
    return total;
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
    SideSums total = amongThemselves ? anchorSums : referenceSums[0];
    int d = references.vectors().dimensions();
    Shards cut = Shards.ofSize(references.count(), ROWS);
    workers.run(
        cut.count(),
        i -> {
          for (SideSums sums : referenceSums) {
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
      boolean slopes,
      float toPositives,
      float toNegatives) {
    Scratch buffers = scratch.get();
    buffers.grow(references.count());
    for (int from = shards.from(number); from < shards.to(number); from += ROWS) {
      int to = Math.min(from + ROWS, shards.to(number));
      tiles.compute(from, to, buffers.values);
      if (minedTiles != null) {
        minedTiles.compute(from, to, buffers.mined);
      }
      for (int place = from; place < to; place++) {
        judge(loss, place, (place - from) * references.count(), buffers);
        if (slopes) {
          keepSlopes(buffers, place, (place - from) * references.count(), toPositives, toNegatives);
        }
      }
      if (slopes) {
        addSlopes(from, buffers, referenceSums[number]);
      }
    }
  }

  private void judge(AnchorLoss loss, int place, int offset, Scratch buffers) {
    AnchorTerms terms = buffers.terms;
    int label = anchors.label(place);
    terms.row().start(step, anchors.count());
    terms.row().moveTo(place, references.classes(), label, self[place], buffers.values, offset);
    if (minedTiles != null) {
      terms.mined().start(step, anchors.count());
      terms.mined().moveTo(place, references.classes(), label, self[place], buffers.mined, offset);
    }
    if (miner != null) {
      miner.mine(terms.mined(), buffers.selection);
      terms.row().keep(buffers.selection);
    }
    terms.clear();
    loss.evaluate(terms);
    positives[place].clear();
    positives[place].add(terms.positives());
    negatives[place].clear();
    negatives[place].add(terms.negatives());
  }

  /** Slopes of the anchor: a few are listed, many go into the tile in place of its distances. */
  private void keepSlopes(
      Scratch buffers, int place, int offset, float toPositives, float toNegatives) {
    AnchorTerms terms = buffers.terms;
    AnchorRow row = terms.row();
    float[] near = terms.positiveSlopes();
    float[] far = terms.negativeSlopes();
    scale(near, row.positiveCount(), toPositives);
    scale(far, row.negativeCount(), toNegatives);
    Kernels kernels = Kernels.get();
    int count =
        kernels.countNonZero(row.positiveCount(), near, 0)
            + kernels.countNonZero(row.negativeCount(), far, 0);
    if (count > references.count() / SPARSE_SHARE) {
      tiles.toInnerSlopes(row.positiveCount(), row.positives(), near);
      tiles.toInnerSlopes(row.negativeCount(), row.negatives(), far);
      row.scatter(near, far, buffers.values, offset);
      buffers.dense[buffers.denseCount++] = place;
      return;
    }
    int found = kernels.findNonZero(row.positiveCount(), near, 0, buffers.hits);
    for (int h = 0; h < found; h++) {
      int i = buffers.hits[h];
      float slope = tiles.toInnerSlope(row.positives()[i], near[i]);
      buffers.list(place, row.positivePlace(i), slope);
    }
    found = kernels.findNonZero(row.negativeCount(), far, 0, buffers.hits);
    for (int h = 0; h < found; h++) {
      int i = buffers.hits[h];
      float slope = tiles.toInnerSlope(row.negatives()[i], far[i]);
      buffers.list(place, row.negativePlace(i), slope);
    }
  }

  private static void scale(float[] values, int count, float factor) {
    for (int i = 0; factor != 1 && i < count; i++) {
      values[i] *= factor;
    }
  }

  /** Runs of anchors with many slopes by the matrix kernel, listed slopes one by one. */
  private void addSlopes(int from, Scratch buffers, SideSums sums) {
    int begin = 0;
    while (begin < buffers.denseCount) {
      int end = begin + 1;
      while (end < buffers.denseCount && buffers.dense[end] == buffers.dense[begin] + end - begin) {
        end++;
      }
      int first = buffers.dense[begin];
      int offset = (first - from) * references.count();
      tiles.addDense(first, first + end - begin, buffers.values, offset, anchorSums, sums);
      begin = end;
    }
    for (int i = 0; i < buffers.listed; i++) {
      tiles.addPair(
          buffers.listedAnchors[i],
          buffers.listedReferences[i],
          buffers.listedSlopes[i],
          anchorSums,
          sums);
    }
    buffers.denseCount = 0;
    buffers.listed = 0;
  }

  /** Gradient with respect to the anchors, in the order of their matrix. */
  void anchorGradient(float scale, Matrix gradient, Workers workers) {
    gradient(anchors, anchorSums, scale, gradient, workers);
  }

  /** Gradient with respect to the references, in the order of their matrix. */
  void referenceGradient(float scale, Matrix gradient, Workers workers) {
    gradient(references, referenceSums[0], scale, gradient, workers);
  }

  private void gradient(
      PairSide side, SideSums sums, float scale, Matrix gradient, Workers workers) {
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

  /** Buffers of one thread. */
  private final class Scratch {
    private final AnchorTerms terms =
        new AnchorTerms(
            tiles.distance().isSimilarity(),
            minerDistance == null ? null : minerDistance.isSimilarity(),
            seed);
    private final PairSelection selection = new PairSelection();
    private final int[] dense = new int[ROWS];
    private int denseCount;
    private int[] listedAnchors = new int[0];
    private int[] listedReferences = new int[0];
    private float[] listedSlopes = new float[0];
    private int listed;
    private float[] values = new float[0];
    private float[] mined = new float[0];
    private int[] hits = new int[0];

    void grow(int references) {
      if (hits.length < references) {
        values = new float[ROWS * references];
        mined = new float[minedTiles == null ? 0 : ROWS * references];
        hits = new int[references];
        int room = ROWS * (references / SPARSE_SHARE);
        listedAnchors = new int[room];
        listedReferences = new int[room];
        listedSlopes = new float[room];
        selection.grow(references);
      }
    }

    void list(int anchor, int reference, float slope) {
      listedAnchors[listed] = anchor;
      listedReferences[listed] = reference;
      listedSlopes[listed++] = slope;
    }
  }
}
