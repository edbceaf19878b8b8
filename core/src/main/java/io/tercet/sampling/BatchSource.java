package io.tercet.sampling;

/**
 * The batches of one training, one after another, without end: what a {@link Sampler} makes for a
 * data set. For one thread at a time.
 */
public interface BatchSource {
  /** Number of batches that make an epoch, at least 1. */
  int stepsPerEpoch();

  /** Room for a batch: all of a source's have the same size. */
  Batch room();

  /** Draws the next batch into one that is used again, or into {@link #room()}. */
  void drawInto(Batch batch);

  /** The next batch, for the caller to keep. */
  default Batch next() {
    Batch batch = room();
    drawInto(batch);
    return batch;
  }
}
