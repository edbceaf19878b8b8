package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp on vectors. exp(x) = 2^k exp(r) with k = round(x / ln 2) and |r| at most ln(2) / 2, ln 2
 * split in two so that r is exact (Cody and Waite 1980), exp(r) by its Taylor polynomial of degree
 * 7, truncated at an error below 4e-9. The JDK's vectorized exp is not used because its result
 * depends on the platform's math library.
 */
final class SimdExp {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final float LN2_HIGH = 0x1.63p-1f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float LOG2_E = 0x1.715476p0f;

  /** 1.5 * 2^23: adding and subtracting it rounds to the nearest integer. */
  private static final float ROUND = 12582912f;

  private static final FloatVector ROUND_ALL = FloatVector.broadcast(SPECIES, ROUND);
  private static final FloatVector LOG2_E_ALL = FloatVector.broadcast(SPECIES, LOG2_E);
  private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -LN2_HIGH);
  private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, -LN2_LOW);

  private SimdExp() {}

  /** exp(x), 0 for x below -87, exp(88) for x above 88. */
  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(-87).min(88);
    FloatVector shifted = clamped.fma(LOG2_E_ALL, ROUND_ALL);
    FloatVector k = shifted.sub(ROUND_ALL);
    FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, clamped));
    FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040);
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 2));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
    // 2^k: the low bits of k + 1.5 * 2^23 hold the integer k; shifting them left by 23 moves it to
    // the exponent.
    FloatVector powerOfTwo =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, 23)
            .add(127 << 23)
            .reinterpretAsFloats();
    return p.mul(powerOfTwo).blend(FloatVector.zero(SPECIES), x.compare(VectorOperators.LT, -87));
  }
}
