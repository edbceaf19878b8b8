package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Operations on a row of distances: exponentials, minimum, non-zero entries. */
final class SimdRows {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final VectorSpecies<Integer> PLACES =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  /** Whether the processor has a compress instruction: AVX-512 does. */
  private static final boolean COMPRESSES = SPECIES.vectorBitSize() == 512;

  private SimdRows() {}

  static float sumExp(
      int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector exponent = FloatVector.fromArray(SPECIES, x, xOffset + i).mul(factor).sub(shift);
      FloatVector value = SimdExp.exp(exponent);
      value.intoArray(y, yOffset + i);
      sum = sum.add(value);
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      FloatVector exponent =
          FloatVector.fromArray(SPECIES, x, xOffset + bound, tail).mul(factor).sub(shift);
      FloatVector value = SimdExp.exp(exponent);
      value.intoArray(y, yOffset + bound, tail);
      sum = sum.add(value, tail);
    }
    return SimdVectors.sumOfLanes(sum);
  }

  static float smallest(int n, float sign, float[] x, int xOffset) {
    FloatVector best = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    FloatVector other = best;
    int bound = n - n % (2 * LANES);
    for (int i = 0; i < bound; i += 2 * LANES) {
      best = best.min(FloatVector.fromArray(SPECIES, x, xOffset + i).mul(sign));
      other = other.min(FloatVector.fromArray(SPECIES, x, xOffset + i + LANES).mul(sign));
    }
    float smallest = best.min(other).reduceLanes(VectorOperators.MIN);
    for (int i = bound; i < n; i++) {
      smallest = Math.min(smallest, sign * x[xOffset + i]);
    }
    return smallest;
  }

  /** Finds the smallest value, then its first index: two branch-free passes. */
  static int indexOfSmallest(int n, float sign, float[] x, int xOffset) {
    return n == 0 ? -1 : firstEqual(n, sign * smallest(n, sign, x, xOffset), x, xOffset);
  }

  private static int firstEqual(int n, float value, float[] x, int xOffset) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      VectorMask<Float> equal =
          FloatVector.fromArray(SPECIES, x, xOffset + i).compare(VectorOperators.EQ, value);
      if (equal.anyTrue()) {
        return i + equal.firstTrue();
      }
    }
    for (int i = bound; i < n; i++) {
      if (x[xOffset + i] == value) {
        return i;
      }
    }
    return 0; // all values are NaN
  }

  static int countNonZero(int n, float[] x, int xOffset) {
    int count = 0;
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      count +=
          FloatVector.fromArray(SPECIES, x, xOffset + i).compare(VectorOperators.NE, 0).trueCount();
    }
    for (int i = bound; i < n; i++) {
      count += x[xOffset + i] != 0 ? 1 : 0;
    }
    return count;
  }

  static int findNonZero(int n, float[] x, int xOffset, int[] hits) {
    int bound = SPECIES.loopBound(n);
    int found = COMPRESSES ? compress(bound, x, xOffset, hits) : list(bound, x, xOffset, hits);
    for (int i = bound; i < n; i++) {
      if (x[xOffset + i] != 0) {
        hits[found++] = i;
      }
    }
    return found;
  }

  /** Stores whole vectors of indices; each overwrites the unused lanes of the previous one. */
  private static int compress(int n, float[] x, int xOffset, int[] hits) {
    IntVector places = IntVector.zero(PLACES).addIndex(1);
    int found = 0;
    for (int i = 0; i < n; i += LANES) {
      VectorMask<Float> other =
          FloatVector.fromArray(SPECIES, x, xOffset + i).compare(VectorOperators.NE, 0);
      places.compress(other.cast(PLACES)).intoArray(hits, found);
      places = places.add(LANES);
      found += other.trueCount();
    }
    return found;
  }

  private static int list(int n, float[] x, int xOffset, int[] hits) {
    int found = 0;
    for (int i = 0; i < n; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, xOffset + i);
      long other = value.compare(VectorOperators.NE, 0).toLong();
      for (; other != 0; other &= other - 1) {
        hits[found++] = i + Long.numberOfTrailingZeros(other);
      }
    }
    return found;
  }

  static float sum(int n, float[] x, int xOffset) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, xOffset + i));
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      sum = sum.add(FloatVector.fromArray(SPECIES, x, xOffset + bound, tail));
    }
    return SimdVectors.sumOfLanes(sum);
  }

  static void divideByTwice(
      int n, float[] values, int valuesOffset, float[] gradients, int gradientsOffset) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, valuesOffset + i);
      FloatVector gradient = FloatVector.fromArray(SPECIES, gradients, gradientsOffset + i);
      FloatVector quotient = gradient.div(value.add(value));
      FloatVector.zero(SPECIES)
          .blend(quotient, value.compare(VectorOperators.GT, 0))
          .intoArray(gradients, gradientsOffset + i);
    }
    for (int i = bound; i < n; i++) {
      float value = values[valuesOffset + i];
      gradients[gradientsOffset + i] = value > 0 ? gradients[gradientsOffset + i] / (2 * value) : 0;
    }
  }
}
