package io.tercet.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Operations on single vectors: dot product, squared distance, scaled sum. */
final class SimdVectors {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private SimdVectors() {}

  private static VectorShuffle<Float> rotation(int lanes) {
    return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
  }

  /**
   * Sum over the lanes by pairwise halving. The Vector API does not specify the order of its own
   * reduction: interpreted and compiled code differ, and so would the bits of two runs.
   */
  static float sumOfLanes(FloatVector v) {
    FloatVector sum = v;
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    sum = sum.add(sum.rearrange(BY_2));
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  static float dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bOffset + i);
      sum = x.fma(y, sum);
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + bound, tail);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bOffset + bound, tail);
      sum = x.fma(y, sum);
    }
    return sumOfLanes(sum);
  }

  static float squaredDistance(int n, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector difference = x.sub(FloatVector.fromArray(SPECIES, b, bOffset + i));
      sum = difference.fma(difference, sum);
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + bound, tail);
      FloatVector difference = x.sub(FloatVector.fromArray(SPECIES, b, bOffset + bound, tail));
      sum = difference.fma(difference, sum);
    }
    return sumOfLanes(sum);
  }

  static int candidatesWithin(
      int n,
      float[] dots,
      int dotsOffset,
      float[] norms,
      int normsOffset,
      float threshold,
      int[] hits) {
    int found = 0;
    int bound = SPECIES.loopBound(n);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector value =
          FloatVector.fromArray(SPECIES, norms, normsOffset + j)
              .sub(FloatVector.fromArray(SPECIES, dots, dotsOffset + j).mul(2));
      value.intoArray(dots, dotsOffset + j);
      long below = value.compare(VectorOperators.LT, threshold).toLong();
      for (; below != 0; below &= below - 1) {
        hits[found++] = j + Long.numberOfTrailingZeros(below);
      }
    }
    for (int j = bound; j < n; j++) {
      float value = norms[normsOffset + j] - 2 * dots[dotsOffset + j];
      dots[dotsOffset + j] = value;
      if (value < threshold) {
        hits[found++] = j;
      }
    }
    return found;
  }

  static void addScaled(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    FloatVector scale = FloatVector.broadcast(SPECIES, alpha);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector.fromArray(SPECIES, x, xOffset + i).fma(scale, sum).intoArray(y, yOffset + i);
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + bound, tail);
      FloatVector.fromArray(SPECIES, x, xOffset + bound, tail)
          .fma(scale, sum)
          .intoArray(y, yOffset + bound, tail);
    }
  }

  static void sum(float[][] parts, int from, int to, float[] total, int totalOffset) {
    int bound = from + SPECIES.loopBound(to - from);
    for (int i = from; i < bound; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, parts[0], i);
      for (int part = 1; part < parts.length; part++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, parts[part], i));
      }
      sum.intoArray(total, totalOffset + i - from);
    }
    for (int i = bound; i < to; i++) {
      float sum = parts[0][i];
      for (int part = 1; part < parts.length; part++) {
        sum += parts[part][i];
      }
      total[totalOffset + i - from] = sum;
    }
  }

  /** sums += value d, for one vector of sums at byte offset {@code at}. */
  static void addTo(FloatVector value, FloatVector d, MemorySegment sums, long at) {
    value
        .fma(d, FloatVector.fromMemorySegment(SPECIES, sums, at, ORDER))
        .intoMemorySegment(sums, at, ORDER);
  }
}
