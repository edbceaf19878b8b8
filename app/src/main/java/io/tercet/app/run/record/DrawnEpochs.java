package io.tercet.app.run.record;

/**
 * The epochs after which a run draws a picture and keeps embeddings: all of them, or of more than
 * {@value #MOST} that many at most, spread evenly, and always the last.
 *
 * @param epochs epochs of the training
 */
record DrawnEpochs(int epochs) {
  static final int MOST = 100;

  boolean contains(int epoch) {
    return epoch % Math.ceilDiv(epochs, MOST) == 0 || epoch == epochs;
  }
}
