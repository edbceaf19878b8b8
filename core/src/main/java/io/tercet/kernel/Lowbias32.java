package io.tercet.kernel;

/**
 * A counter-based pseudorandom generator: the upper bits of the 32-bit hash "lowbias32" of a key
 * (C. Wellons, Prospecting for Hash Functions, 2018). It takes two 32-bit multiplications, which
 * vectorize well.
 */
public final class Lowbias32 {
  /** Bits of a generated number. */
  public static final int BITS = 24;

  public static final int FIRST = 0x7feb352d;
  public static final int SECOND = 0x846ca68b;

  private Lowbias32() {}

  /** The bound below which that share of all numbers is. */
  public static int bound(double share) {
    return (int) Math.round(share * (1 << BITS));
  }

  /** The number for a key, 0 to 2^24 - 1. */
  public static int of(int key) {
    int a = (key ^ (key >>> 16)) * FIRST;
    int b = (a ^ (a >>> 15)) * SECOND;
    return (b ^ (b >>> 16)) >>> (Integer.SIZE - BITS);
  }
}
