package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Column sums of a matrix: the sums of four vectors of columns stay in registers over all rows. */
final class SimdColumnSums {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  private SimdColumnSums() {}

  static void add(int m, int n, float[] d, int dOffset, int dStride, float[] sums, int at) {
    int j = 0;
    for (; j + 4 * LANES <= n; j += 4 * LANES) {
      addFour(m, d, dOffset + j, dStride, sums, at + j);
    }
    for (; j < n; j += LANES) {
      addOne(m, d, dOffset + j, dStride, sums, at + j, SPECIES.indexInRange(j, n));
    }
  }

  private static void addFour(int m, float[] d, int dOffset, int dStride, float[] sums, int at) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + 3 * LANES);
    for (int i = 0; i < m; i++) {
      int row = dOffset + i * dStride;
      s0 = s0.add(FloatVector.fromArray(SPECIES, d, row));
      s1 = s1.add(FloatVector.fromArray(SPECIES, d, row + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, d, row + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, d, row + 3 * LANES));
    }
    s0.intoArray(sums, at);
    s1.intoArray(sums, at + LANES);
    s2.intoArray(sums, at + 2 * LANES);
    s3.intoArray(sums, at + 3 * LANES);
  }

  private static void addOne(
      int m, float[] d, int dOffset, int dStride, float[] sums, int at, VectorMask<Float> lanes) {
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, at, lanes);
    for (int i = 0; i < m; i++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, d, dOffset + i * dStride, lanes));
    }
    sum.intoArray(sums, at, lanes);
  }
}
