package io.tercet.app.run.record;

/**
 * The epochs after which a run draws a plot and records embeddings: all of them or, if there are
 * more than {@value #MOST}, an evenly spaced selection that includes the last.
 *
 * @param epochs number of epochs of the training
 */
record DrawnEpochs(int epochs) {
  static final int MOST = 100;

  boolean contains(int epoch) {
    return epoch % Math.ceilDiv(epochs, MOST) == 0 || epoch == epochs;
  }
}
