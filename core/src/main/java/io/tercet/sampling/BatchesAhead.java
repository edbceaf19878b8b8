package io.tercet.sampling;

import io.tercet.math.Workers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches for a training step, each drawn beside the step before it, by the threads that do the
 * step. The order is the sampler's, so batches are as reproducible as the sampler is.
 */
public final class BatchesAhead implements AutoCloseable {
  private final Supplier<Batch> batches;
  private final Workers workers;
  private final Runnable draw = this::draw;
  private @Nullable Batch drawn;
  private @Nullable RuntimeException failure;

  /**
   * @param batches a sampler's, which nobody else may use from now on: {@code sampler::next}
   * @param workers whose calls batches are drawn beside
   */
  public BatchesAhead(Supplier<Batch> batches, Workers workers) {
    this.batches = batches;
    this.workers = workers;
    workers.doAside(draw);
  }

  private void draw() {
    try {
      drawn = batches.get();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** The next batch; while it is used, the one after it is drawn. */
  public Batch next() {
    workers.finishAside();
    Batch batch = drawn;
    if (failure != null) {
      throw failure;
    }
    if (batch == null) {
      throw new IllegalStateException("no batch was drawn");
    }
    workers.doAside(draw);
    return batch;
  }

  /** Draws no more. */
  @Override
  public void close() {
    workers.dropAside();
  }
}
