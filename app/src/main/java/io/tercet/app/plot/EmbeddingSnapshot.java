package io.tercet.app.plot;

import io.tercet.tensor.Matrix;
import java.util.List;

/**
 * The content of a plot of an embedding space.
 *
 * @param epoch 0 for the untrained network
 * @param points coordinates on the first two principal components [n x 2]
 * @param labels class number of each point [n]
 * @param classNames name of each class number
 * @param shares share of the variance along the two components, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record EmbeddingSnapshot(
    int epoch, Matrix points, int[] labels, List<String> classNames, double[] shares) {

  /** "before training", "epoch 3". */
  String title() {
    return epoch == 0 ? "before training" : "epoch " + epoch;
  }
}
