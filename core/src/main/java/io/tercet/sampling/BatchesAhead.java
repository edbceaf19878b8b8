package io.tercet.sampling;

import io.tercet.parallel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Batches for a training step, each drawn beside the step before it, by the threads that do the
 * step. The order is the sampler's, so batches are as reproducible as the source is.
 */
public final class BatchesAhead implements AutoCloseable {
  private final BatchSource source;
  private final Workers workers;
  private final Runnable draw = this::draw;
  private Batch used;
  private Batch drawn;
  private @Nullable RuntimeException failure;

  /**
   * @param source nobody else may use it from now on
   * @param workers whose calls batches are drawn beside
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

  /** The next batch, valid until the next call; while it is used, the one after it is drawn. */
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

  /** Draws no more. */
  @Override
  public void close() {
    workers.cancelSide();
  }
}
