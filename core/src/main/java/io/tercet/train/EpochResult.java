package io.tercet.train;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param loss mean loss of its steps
 * @param active mean share of active triplets of its steps, 0 to 1
 * @param seconds how long it took
 * @param items triplets trained on, or examples where batches are of classes and examples
 */
public record EpochResult(int epoch, double loss, double active, double seconds, long items) {

  /** {@return the number of items trained on per second} */
  public double itemsPerSecond() {
    return items / Math.max(seconds, 1e-9);
  }
}
