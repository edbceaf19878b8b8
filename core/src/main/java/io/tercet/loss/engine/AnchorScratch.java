package io.tercet.loss.engine;

import io.tercet.distance.DistanceTiles;
import io.tercet.distance.GradientSums;
import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.loss.AnchorContext;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.PairSelection;

/**
 * What one thread needs to work on a tile of anchors: its distances, in whose place gradients come,
 * and the list of gradients of anchors that have few.
 */
final class AnchorScratch {
  /**
   * Reciprocal of the non-zero share of an anchor's gradients below which they are added one by
   * one.
   */
  private static final int SPARSE_SHARE = 32;

  private final AnchorContext terms;
  private final PairSelection selection = new PairSelection();
  private final int[] dense = new int[PairwiseLossEngine.ROWS];
  private int denseCount;
  private int[] listedAnchors = new int[0];
  private int[] listedReferences = new int[0];
  private float[] listedGradients = new float[0];
  private int listed;
  private float[] values = new float[0];
  private float[] mined = new float[0];
  private int[] hits = new int[0];
  private int references;

  AnchorScratch(AnchorContext terms) {
    this.terms = terms;
  }

  /** Room for that many references, and for another distance of the miner where it has one. */
  void grow(int count, boolean withMined) {
    references = count;
    if (hits.length < count) {
      values = new float[PairwiseLossEngine.ROWS * count];
      mined = new float[withMined ? PairwiseLossEngine.ROWS * count : 0];
      hits = new int[count];
      int room = PairwiseLossEngine.ROWS * (count / SPARSE_SHARE);
      listedAnchors = new int[room];
      listedReferences = new int[room];
      listedGradients = new float[room];
      selection.grow(count);
    }
  }

  AnchorContext terms() {
    return terms;
  }

  PairSelection selection() {
    return selection;
  }

  /** Distances of the tile, and gradients where an anchor has many. */
  float[] values() {
    return values;
  }

  /** Distances of the tile as the miner looks at them, where it has another. */
  float[] mined() {
    return mined;
  }

  /** Gradients of the anchor: a few are listed, many go into the tile in place of its distances. */
  void keepGradients(
      DistanceTiles tiles, int place, int offset, float toPositives, float toNegatives) {
    AnchorRow row = terms.row();
    float[] near = terms.positiveGradients();
    float[] far = terms.negativeGradients();
    scale(near, row.positiveCount(), toPositives);
    scale(far, row.negativeCount(), toNegatives);
    Kernels kernels = KernelChoice.best();
    int count =
        kernels.countNonZero(row.positiveCount(), near, 0)
            + kernels.countNonZero(row.negativeCount(), far, 0);
    if (count > references / SPARSE_SHARE) {
      tiles.toInnerGradients(row.positiveCount(), row.positives(), near);
      tiles.toInnerGradients(row.negativeCount(), row.negatives(), far);
      row.scatter(near, far, values, offset);
      dense[denseCount++] = place;
      return;
    }
    int found = kernels.findNonZero(row.positiveCount(), near, 0, hits);
    for (int h = 0; h < found; h++) {
      int i = hits[h];
      float gradient = tiles.toInnerGradient(row.positives()[i], near[i]);
      list(place, row.positivePlace(i), gradient);
    }
    found = kernels.findNonZero(row.negativeCount(), far, 0, hits);
    for (int h = 0; h < found; h++) {
      int i = hits[h];
      float gradient = tiles.toInnerGradient(row.negatives()[i], far[i]);
      list(place, row.negativePlace(i), gradient);
    }
  }

  private static void scale(float[] values, int count, float factor) {
    for (int i = 0; factor != 1 && i < count; i++) {
      values[i] *= factor;
    }
  }

  /** Runs of anchors with many gradients by the matrix kernel, listed gradients one by one. */
  void addGradients(DistanceTiles tiles, int from, GradientSums anchorSums, GradientSums sums) {
    int begin = 0;
    while (begin < denseCount) {
      int end = begin + 1;
      while (end < denseCount && dense[end] == dense[begin] + end - begin) {
        end++;
      }
      int first = dense[begin];
      int offset = (first - from) * references;
      tiles.addDense(first, first + end - begin, values, offset, anchorSums, sums);
      begin = end;
    }
    for (int i = 0; i < listed; i++) {
      tiles.addPair(listedAnchors[i], listedReferences[i], listedGradients[i], anchorSums, sums);
    }
    denseCount = 0;
    listed = 0;
  }

  private void list(int anchor, int reference, float gradient) {
    listedAnchors[listed] = anchor;
    listedReferences[listed] = reference;
    listedGradients[listed++] = gradient;
  }
}
