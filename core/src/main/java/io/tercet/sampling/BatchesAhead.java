package io.tercet.sampling;

import io.tercet.parallel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Prefetches batches: each is drawn during the previous training step, by the same threads. The
 * order is that of the sampler, so batches are as reproducible as the source.
 */
public final class BatchesAhead implements AutoCloseable {
  private final BatchSource source;
  private final Workers workers;
  private final Runnable draw = this::draw;
  private Batch used;
  private Batch drawn;
  private @Nullable RuntimeException failure;

  /**
   * Starts to draw the first batch.
   *
   * @param source to be used exclusively by this object
   * @param workers the threads that run the training step
   */
  public BatchesAhead(BatchSource source, Workers workers) {
    this.source = source;
    this.workers = workers;
    this.used = source.room();
    this.drawn = source.room();
    workers.submitSide(draw);
  }

  private void draw() {
    try {
      source.drawInto(drawn);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /**
   * {@return the next batch, valid until the next call; the one after it is drawn in the
   * background}
   */
  public Batch next() {
    workers.awaitSide();
    if (failure != null) {
      throw failure;
    }
    Batch next = drawn;
    drawn = used;
    used = next;
    workers.submitSide(draw);
    return next;
  }

  /** Stops drawing. */
  @Override
  public void close() {
    workers.cancelSide();
  }
}
