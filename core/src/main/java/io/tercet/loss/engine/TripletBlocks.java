package io.tercet.loss.engine;

import io.tercet.nn.EmbeddingGradient;

/** Triplets stored as three blocks of rows: anchors, positives, negatives. */
public final class TripletBlocks {
  private TripletBlocks() {}

  /**
   * Activates the three rows of each of the first n triplets whose loss is above 0; returns their
   * share.
   */
  public static double activate(double[] losses, int n, EmbeddingGradient gradient) {
    gradient.clear();
    for (int block = 0; block < 3; block++) {
      for (int i = 0; i < n; i++) {
        if (losses[i] > 0) {
          gradient.activate(block * n + i);
        }
      }
    }
    return n == 0 ? 0 : gradient.activeCount() / (3.0 * n);
  }
}
