package io.tercet.sampling;

/** Chooses the examples of one batch after another, without end. For one thread at a time. */
public interface Sampler {
  /** Number of batches that make an epoch, at least 1. */
  int stepsPerEpoch();

  /** Room for a batch: all of a sampler's have the same size. */
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
