package io.tercet.kernel;

/**
 * Numbers that look random, one for each key: the 32-bit hash "lowbias32" (C. Wellons, Prospecting
 * for Hash Functions, 2018), of which the upper bits are kept. Two multiplications of 32 bits, so
 * that a vector of them is quick.
 */
public final class Lowbias32 {
  /** Bits of a number. */
  public static final int BITS = 24;

  public static final int FIRST = 0x7feb352d;
  public static final int SECOND = 0x846ca68b;

  private Lowbias32() {}

  /** Below it lies that share of all numbers. */
  public static int bound(double share) {
    return (int) Math.round(share * (1 << BITS));
  }

  /** The number of a key, 0 to 2^24 - 1. */
  public static int of(int key) {
    int a = (key ^ (key >>> 16)) * FIRST;
    int b = (a ^ (a >>> 15)) * SECOND;
    return (b ^ (b >>> 16)) >>> (Integer.SIZE - BITS);
  }
}
