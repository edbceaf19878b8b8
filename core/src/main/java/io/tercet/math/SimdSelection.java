package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Choosing entries of a row by bits, 64 to a word whatever the width of a vector is. */
final class SimdSelection {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long ALL = (1L << LANES) - 1;

  private SimdSelection() {}

  static void markBelow(int n, float sign, float bound, float[] x, long[] bits) {
    for (int word = 0; word << 6 < n; word++) {
      long marked = 0;
      int end = Math.min(n, (word + 1) << 6);
      for (int i = word << 6; i < end; i += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(i, n);
        FloatVector value = FloatVector.fromArray(SPECIES, x, i, lanes).mul(sign);
        marked |= value.compare(VectorOperators.LT, bound, lanes).toLong() << i;
      }
      bits[word] = marked;
    }
  }

  static int compress(int n, long[] bits, float[] x, float[] y) {
    int count = 0;
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      long set = bits[i >> 6] >>> i & ALL;
      FloatVector chosen =
          FloatVector.fromArray(SPECIES, x, i).compress(VectorMask.fromLong(SPECIES, set));
      // Written whole: what lies behind has been read already.
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
