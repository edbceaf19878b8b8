package io.tercet.image;

import io.tercet.data.DataException;
import java.nio.file.Path;

/**
 * Memory budget for decoding, shared by all threads: limits the number of images decoded
 * concurrently to the available memory. An image that needs more than the whole budget is decoded
 * alone. Thread-safe.
 */
final class DecodingBudget {
  /** A quarter of the maximum heap size. */
  static final DecodingBudget OF_ALL = new DecodingBudget(Runtime.getRuntime().maxMemory());

  private final long heap;
  private final long total;
  private long taken;

  /**
   * @param heap maximum heap size in bytes
   */
  DecodingBudget(long heap) {
    this.heap = heap;
    this.total = heap / 4;
  }

  /**
   * Waits until memory is available; {@link #release} returns it.
   *
   * @param path path of the image, for the message
   * @return the number of bytes acquired
   * @throws DataException if the heap is too small
   */
  long acquire(Path path, long bytes) throws DataException {
    if (bytes > heap - heap / 4) {
      throw new DataException(
          "%s: decoding it needs %d MB, the heap has %d MB (-Xmx)"
              .formatted(path, bytes >> 20, heap >> 20));
    }
    long share = Math.min(bytes, total);
    boolean interrupted = false;
    synchronized (this) {
      while (taken + share > total) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      taken += share;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return share;
  }

  /** Returns what {@link #acquire} acquired. */
  synchronized void release(long share) {
    taken -= share;
    notifyAll();
  }
}
