package io.tercet.sampling;

/** Chooses the examples of one batch after another, without end. For one thread at a time. */
@FunctionalInterface
public interface Sampler {
  /** The next batch. */
  Batch next();
}
