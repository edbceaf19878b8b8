package io.tercet.math;

/**
 * Numbers that look random, one for each key: the 32-bit hash "lowbias32" (C. Wellons, Prospecting
 * for Hash Functions, 2018), of which the upper bits are kept. Two multiplications of 32 bits, so
 * that a vector of them is quick.
 */
final class EntryNoise {
  /** Bits of a number. */
  static final int BITS = 24;

  static final int FIRST = 0x7feb352d;
  static final int SECOND = 0x846ca68b;

  private EntryNoise() {}

  /** Below it lies that share of all numbers. */
  static int bound(double share) {
    return (int) Math.round(share * (1 << BITS));
  }

  /** The number of a key, 0 to 2^24 - 1. */
  static int of(int key) {
    int a = (key ^ (key >>> 16)) * FIRST;
    int b = (a ^ (a >>> 15)) * SECOND;
    return (b ^ (b >>> 16)) >>> (Integer.SIZE - BITS);
  }
}
