package io.tercet.loss.engine;

import io.tercet.loss.AnchorContext;
import io.tercet.loss.LossAccumulator;
import java.util.Arrays;

/**
 * What each anchor of a batch came to, over its positives and over its negatives: added up in the
 * order of the anchors, whichever thread was first. Threads may set different anchors at once.
 */
final class AnchorTotals {
  private LossAccumulator[] positives = new LossAccumulator[0];
  private LossAccumulator[] negatives = new LossAccumulator[0];
  private int count;

  /** Moves on to a batch. */
  void start(int anchors) {
    count = anchors;
    int before = positives.length;
    if (before < count) {
      positives = Arrays.copyOf(positives, count);
      negatives = Arrays.copyOf(negatives, count);
      for (int i = before; i < count; i++) {
        positives[i] = new LossAccumulator();
        negatives[i] = new LossAccumulator();
      }
    }
  }

  /** Sets what an anchor came to. */
  void set(int anchor, AnchorContext terms) {
    positives[anchor].clear();
    positives[anchor].add(terms.positives());
    negatives[anchor].clear();
    negatives[anchor].add(terms.negatives());
  }

  /** Of all anchors over their positives. */
  LossAccumulator positives() {
    return total(positives);
  }

  /** Of all anchors over their negatives. */
  LossAccumulator negatives() {
    return total(negatives);
  }

  private LossAccumulator total(LossAccumulator[] anchors) {
    LossAccumulator total = new LossAccumulator();
    for (int i = 0; i < count; i++) {
      total.add(anchors[i]);
    }
    return total;
  }
}
