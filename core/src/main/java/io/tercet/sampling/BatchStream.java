package io.tercet.sampling;

import io.tercet.tensor.Seed;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * An endless stream of batches, prefetched on a separate thread. The order is that of the sampler,
 * so the stream is as reproducible as the sampler.
 */
public final class BatchStream implements AutoCloseable {
  /** Default number of triplets of a batch, as in the Keras notebook. */
  static final int DEFAULT_TRIPLETS = 256;

  private static final int AHEAD = 4;

  private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread producer;

  /** An item of the queue: a batch, or a failure. */
  private sealed interface Prepared {
    record Ready(Batch batch) implements Prepared {}

    record Failed(RuntimeException reason) implements Prepared {}
  }

  /**
   * Starts prefetching.
   *
   * @param batches a sampler, to be used exclusively by this stream: {@code sampler::next}
   */
  public BatchStream(Supplier<Batch> batches) {
    producer = Thread.ofPlatform().daemon().name("tercet-batches").start(() -> produce(batches));
  }

  /**
   * {@return a stream of random triplets, {@value #DEFAULT_TRIPLETS} a batch}
   *
   * @param labels the class number of each example
   * @param seed of the triplets
   */
  public static BatchStream ofTriplets(int[] labels, Seed seed) {
    return new BatchStream(new TripletSampler(labels, DEFAULT_TRIPLETS, seed)::next);
  }

  private void produce(Supplier<Batch> batches) {
    try {
      while (true) {
        queue.put(prepare(batches));
      }
    } catch (InterruptedException e) {
      // Closed: no consumer waits for batches.
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
   * {@return the next batch; waits if it is not ready}
   *
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public Batch next() throws InterruptedException {
    return switch (queue.take()) {
      case Prepared.Ready ready -> ready.batch;
      case Prepared.Failed failed -> throw failed.reason;
    };
  }

  /** Stops prefetching. */
  @Override
  public void close() {
    producer.interrupt();
  }
}
