package io.tercet.kernel;

/** Operations of losses and miners on a row of distances. */
public interface RankingKernels {

  /** The smallest sign x[i], for a sign of 1 or -1; infinity if n is 0. */
  float smallest(int n, float sign, float[] x, int xOffset);

  /** The first i whose sign x[i] is smallest, for a sign of 1 or -1; -1 if n is 0. */
  int indexOfSmallest(int n, float sign, float[] x, int xOffset);

  /**
   * Sets bit i of {@code bits}, 64 to a word, where sign x[i] is below the bound, and clears it
   * elsewhere, for a sign of 1 or -1.
   *
   * @param bits at least n bits long
   */
  void maskBelow(int n, float sign, float bound, float[] x, long[] bits);

  /**
   * Compacts the x[i] whose bit is set to the front of y, preserving their order; returns their
   * number. The rest of y, up to n, may be overwritten. x and y may be the same array.
   */
  int compress(int n, long[] bits, float[] x, float[] y);

  /**
   * The inverse of {@link #compress}: y[i] is the next value of x where bit i is set, and 0
   * elsewhere.
   */
  void expand(int n, long[] bits, float[] x, float[] y);

  /**
   * For each i, counts the grid values s with sign x[i] - s above a bound, for two bounds that
   * differ by at most {@link RankLookup#maxBoundDistance()}.
   *
   * @param grid values, {@link RankLookup#prepare prepared}
   * @param ones receives the counts for bound {@code one}
   * @param twos receives the counts for bound {@code two}
   */
  void lookUpRanks(
      RankLookup grid, int n, float sign, float[] x, float one, float two, int[] ones, int[] twos);
}
