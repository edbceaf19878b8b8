package io.tercet.train;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param loss mean loss of its steps
 * @param active mean share of active triplets of its steps, 0 to 1
 * @param seconds how long it took
 * @param triplets triplets trained on
 */
public record EpochResult(int epoch, double loss, double active, double seconds, long triplets) {

  /** Triplets trained on in a second. */
  public double tripletsPerSecond() {
    return triplets / Math.max(seconds, 1e-9);
  }
}
