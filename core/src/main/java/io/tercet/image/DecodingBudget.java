package io.tercet.image;

import io.tercet.data.DataException;
import java.nio.file.Path;

/**
 * Memory for decoding, of all threads together. However many threads there are, no more pictures
 * are decoded at a time than there is memory for; one that takes more than all of it is decoded
 * alone. Safe for many threads.
 */
final class DecodingBudget {
  /** A quarter of what the program may use. */
  static final DecodingBudget OF_ALL = new DecodingBudget(Runtime.getRuntime().maxMemory());

  private final long heap;
  private final long total;
  private long taken;

  /**
   * @param heap bytes that the program may use
   */
  DecodingBudget(long heap) {
    this.heap = heap;
    this.total = heap / 4;
  }

  /**
   * Waits until there is memory; {@link #giveBack} ends it.
   *
   * @param path of the picture, for the message
   * @return how much was taken
   * @throws DataException if there will never be that much
   */
  long take(Path path, long bytes) throws DataException {
    if (bytes > heap - heap / 4) {
      throw new DataException(
          "%s: decoding it takes %d MB, and the program has %d MB (-Xmx)"
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

  /** Gives back what {@link #take} took. */
  synchronized void giveBack(long share) {
    taken -= share;
    notifyAll();
  }
}
