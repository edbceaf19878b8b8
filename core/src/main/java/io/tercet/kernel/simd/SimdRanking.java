package io.tercet.kernel.simd;

import io.tercet.kernel.RankLookup;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ranks by a {@link RankLookup}. Computing cells and comparing is vectorized; the table lookup is a
 * scalar loop, which is faster than gather instructions.
 */
final class SimdRanking {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();

  private SimdRanking() {}

  static void rank(
      RankLookup grid, int n, float sign, float[] x, float one, float two, int[] ones, int[] twos) {
    grid.resizeLookups(n);
    findCells(grid, n, sign, x, one, twos);
    lookUp(grid, n, twos, ones);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      long marked = compare(grid, sign, x, one, two, ones, twos, i);
      for (; marked != 0; marked &= marked - 1) {
        rankOne(grid, i + Long.numberOfTrailingZeros(marked), sign, x, one, two, ones, twos);
      }
    }
    for (int i = bound; i < n; i++) {
      rankOne(grid, i, sign, x, one, two, ones, twos);
    }
  }

  private static void findCells(
      RankLookup grid, int n, float sign, float[] x, float bound, int[] cells) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector cell =
          FloatVector.fromArray(SPECIES, x, i)
              .mul(sign)
              .sub(bound)
              .sub(grid.base())
              .mul(grid.cellsPerUnit())
              .max(0)
              .min(grid.cells() - 1);
      ((IntVector) cell.convertShape(VectorOperators.F2I, INTS, 0)).intoArray(cells, i);
    }
    for (int i = end; i < n; i++) {
      cells[i] = grid.cell(sign * x[i] - bound);
    }
  }

  private static void lookUp(RankLookup grid, int n, int[] cells, int[] below) {
    int[] table = grid.table();
    float[] sorted = grid.sorted();
    float[] next = grid.next();
    float[] afterNext = grid.afterNext();
    for (int i = 0; i < n; i++) {
      int found = table[cells[i]];
      int known = Math.max(found, 0);
      below[i] = found;
      next[i] = sorted[known];
      afterNext[i] = sorted[known + 1];
    }
  }

  /** Computes the ranks of unmarked lanes; returns the mask of marked lanes. */
  private static long compare(
      RankLookup grid, float sign, float[] x, float one, float two, int[] ones, int[] twos, int i) {
    FloatVector value = FloatVector.fromArray(SPECIES, x, i).mul(sign);
    IntVector below = IntVector.fromArray(INTS, ones, i);
    FloatVector gap = value.sub(FloatVector.fromArray(SPECIES, grid.next(), i));
    FloatVector nextGap = value.sub(FloatVector.fromArray(SPECIES, grid.afterNext(), i));
    count(below, gap, nextGap, two).intoArray(twos, i);
    count(below, gap, nextGap, one).intoArray(ones, i);
    return below.compare(VectorOperators.LT, 0).toLong();
  }

  private static IntVector count(IntVector known, FloatVector gap, FloatVector next, float bound) {
    VectorMask<Integer> first = gap.compare(VectorOperators.GT, bound).cast(INTS);
    VectorMask<Integer> second = next.compare(VectorOperators.GT, bound).cast(INTS);
    return known.add(1, first).add(1, second);
  }

  private static void rankOne(
      RankLookup grid, int i, float sign, float[] x, float one, float two, int[] ones, int[] twos) {
    float value = sign * x[i];
    int below = grid.table()[grid.cell(value - one)];
    int known = below < 0 ? -1 - below : below;
    ones[i] = grid.walk(known, value, one);
    twos[i] = grid.walk(known, value, two);
  }
}
