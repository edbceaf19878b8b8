package io.tercet.sampling;

import io.tercet.tensor.Seed;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * An endless stream of batches, prepared ahead of the training step on a thread of its own. The
 * order is the sampler's, so the stream is as reproducible as the sampler is.
 */
public final class BatchStream implements AutoCloseable {
  /** Triplets of a batch where nothing else is said, as in the Keras notebook. */
  public static final int DEFAULT_TRIPLETS = 256;

  private static final int AHEAD = 4;

  private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread producer;

  /** What the producer hands over: a batch, or why there is none. */
  private sealed interface Prepared {
    record Ready(Batch batch) implements Prepared {}

    record Failed(RuntimeException reason) implements Prepared {}
  }

  /**
   * Starts preparing.
   *
   * @param batches a sampler's, which nobody else may use from now on: {@code sampler::next}
   */
  public BatchStream(Supplier<Batch> batches) {
    producer = Thread.ofPlatform().daemon().name("tercet-batches").start(() -> produce(batches));
  }

  /** Random triplets, {@value #DEFAULT_TRIPLETS} a batch. */
  public static BatchStream ofTriplets(int[] labels, Seed seed) {
    return new BatchStream(new TripletSampler(labels, DEFAULT_TRIPLETS, seed)::next);
  }

  private void produce(Supplier<Batch> batches) {
    try {
      while (true) {
        queue.put(prepare(batches));
      }
    } catch (InterruptedException e) {
      // Closed: nobody waits for batches any more.
      Thread.currentThread().interrupt();
    }
  }

  private static Prepared prepare(Supplier<Batch> batches) {
    try {
      return new Prepared.Ready(batches.get());
    } catch (RuntimeException e) {
      return new Prepared.Failed(e);
    }
  }

  /**
   * The next batch; waits if it is not ready.
   *
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public Batch next() throws InterruptedException {
    return switch (queue.take()) {
      case Prepared.Ready ready -> ready.batch;
      case Prepared.Failed failed -> throw failed.reason;
    };
  }

  /** Stops preparing. */
  @Override
  public void close() {
    producer.interrupt();
  }
}
