package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Selects entries of a row by bit masks, 64 bits to a word regardless of the vector width. */
final class SimdSelection {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long ALL = (1L << LANES) - 1;

  private SimdSelection() {}

  static void maskBelow(int n, float sign, float bound, float[] x, long[] bits) {
    int whole = n >> 6;
    for (int word = 0; word < whole; word++) {
      long marked = 0;
      for (int bit = 0; bit < Long.SIZE; bit += LANES) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, (word << 6) + bit).mul(sign);
        marked |= value.compare(VectorOperators.LT, bound).toLong() << bit;
      }
      bits[word] = marked;
    }
    if (whole << 6 < n) {
      bits[whole] = 0;
    }
    for (int i = whole << 6; i < n; i++) {
      bits[whole] |= sign * x[i] < bound ? 1L << i : 0;
    }
  }

  static int compress(int n, long[] bits, float[] x, float[] y) {
    int count = 0;
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      long set = bits[i >> 6] >>> i & ALL;
      FloatVector chosen =
          FloatVector.fromArray(SPECIES, x, i).compress(VectorMask.fromLong(SPECIES, set));
      // Stored whole: the entries it overwrites have been read already.
      chosen.intoArray(y, count);
      count += Long.bitCount(set);
    }
    for (int i = bound; i < n; i++) {
      if ((bits[i >> 6] >>> i & 1) != 0) {
        y[count++] = x[i];
      }
    }
    return count;
  }

  static void expand(int n, long[] bits, float[] x, float[] y) {
    int next = 0;
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      long set = bits[i >> 6] >>> i & ALL;
      FloatVector chosen =
          FloatVector.fromArray(SPECIES, x, next).expand(VectorMask.fromLong(SPECIES, set));
      chosen.intoArray(y, i);
      next += Long.bitCount(set);
    }
    for (int i = bound; i < n; i++) {
      y[i] = (bits[i >> 6] >>> i & 1) != 0 ? x[next++] : 0;
    }
  }
}
