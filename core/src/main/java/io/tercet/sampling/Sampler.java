package io.tercet.sampling;

/** Chooses the examples of one batch after another, without end. For one thread at a time. */
public interface Sampler {
  /** Number of batches that make an epoch, at least 1. */
  int stepsPerEpoch();

  /** The next batch. */
  Batch next();
}
