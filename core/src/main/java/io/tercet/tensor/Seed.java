package io.tercet.tensor;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The seed of a run, split by purpose: each purpose ("weights", "sampling", ...) gets an
 * independent stream, so drawing more numbers for one purpose never changes those of another.
 *
 * @param value the seed; any value
 */
public record Seed(long value) {

  /**
   * {@return a new generator for the purpose; two calls with the same purpose give the same
   * numbers}
   *
   * @param purpose what the numbers are for: "sampling"
   */
  public RandomGenerator stream(String purpose) {
    return new SplittableRandom(mix(value ^ hash(purpose)));
  }

  /**
   * {@return a new generator for one item within a purpose, independent of all other items}
   *
   * @param purpose what the numbers are for: "augmentation"
   * @param item the number of the item, such as the index of an example
   */
  public RandomGenerator stream(String purpose, long item) {
    return new SplittableRandom(mix(mix(value ^ hash(purpose)) + item));
  }

  /** FNV-1a, 64 bits (Fowler, Noll, Vo): the same for a purpose in every JVM. */
  private static long hash(String purpose) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
