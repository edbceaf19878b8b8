package io.tercet.nn;

import io.tercet.nn.op.InferencePlan;
import io.tercet.nn.op.InferenceScratch;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The scratches of an inference, which calls borrow and give back. As many are kept as calls are
 * under way at once, up to a bound; a call that finds none makes its own. Takes no lock, and
 * allocates nothing where one is found.
 */
final class InferencePool {
  /** Scratches for each processor: a thread that waits for one holds its own meanwhile. */
  private static final int PER_PROCESSOR = 8;

  /** Bytes that are kept at most, but for one scratch, which may take more. */
  private static final long KEPT_BYTES = 1 << 27;

  /** References that fill a cache line, so that threads do not share one (false sharing). */
  private static final int APART = 16;

  private final InferencePlan plan;
  private final AtomicReferenceArray<InferenceScratch> places;
  private final int count;

  /**
   * @param most rows that a call borrows for at most
   */
  InferencePool(InferencePlan plan, int most) {
    this.plan = plan;
    long fitting = KEPT_BYTES / plan.scratchBytes(most);
    this.count = Math.clamp(fitting, 1, Runtime.getRuntime().availableProcessors() * PER_PROCESSOR);
    this.places = new AtomicReferenceArray<>(count * APART);
  }

  /** A scratch for at least that many rows, for the caller alone. */
  InferenceScratch borrow(int rows) {
    int first = first();
    for (int i = 0; i < count; i++) {
      int place = (first + i) % count * APART;
      if (places.getPlain(place) != null) {
        InferenceScratch found = places.getAndSet(place, null);
        if (found != null && found.rows() >= rows) {
          return found;
        }
      }
    }
    return plan.scratch(rows);
  }

  /** Keeps a scratch for later calls, if there is a place; the caller uses it no longer. */
  void giveBack(InferenceScratch scratch) {
    int first = first();
    for (int i = 0; i < count; i++) {
      int place = (first + i) % count * APART;
      if (places.getPlain(place) == null && places.compareAndSet(place, null, scratch)) {
        return;
      }
    }
  }

  /** Where this thread looks first. */
  private int first() {
    return (int) (Thread.currentThread().threadId() % count);
  }
}
