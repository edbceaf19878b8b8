package io.tercet.kernel;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Passes over a row: sums, exponentials, what is smallest, what is not zero, choosing and ranking:
 * the SIMD kernels against the scalar ones, over awkward sizes; at several vector widths (pom.xml).
 */
class RowKernelsTest {
  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

  @Test
  void passesOverRowsAgree() {
    qt().withExamples(100)
        .forAll(ints(0, 100))
        .checkAssert(n -> {
          float[] x = Randoms.sparse(1, n + 3, 0.5, 30).data();
          float[] expected = new float[n + 1];
          float[] actual = new float[n + 1];
          float sum = scalar.sumExp(n, 40, 3, x, 3, expected, 1);
          assertThat(simd.sumExp(n, 40, 3, x, 3, actual, 1))
              .isCloseTo(sum, within(1e-4f * (sum + 1)));
          for (int i = 0; i <= n; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f * expected[i]));
          }
          for (float sign : new float[] {1, -1}) {
            assertThat(simd.indexOfSmallest(n, sign, x, 3))
                .isEqualTo(scalar.indexOfSmallest(n, sign, x, 3));
          }
          int[] expectedHits = new int[n];
          int[] actualHits = new int[n];
          int found = scalar.findNonZero(n, x, 3, expectedHits);
          assertThat(simd.findNonZero(n, x, 3, actualHits)).isEqualTo(found);
          assertThat(actualHits).isEqualTo(expectedHits);
          assertThat(simd.countNonZero(n, x, 3)).isEqualTo(found);
          assertNonZeroBytesAgree(n, x);
          assertThat(simd.sum(n, x, 3)).isCloseTo(scalar.sum(n, x, 3), within(1e-4f));
          float[] expectedGradients = Randoms.gaussian(1, n + 1, 31).data();
          float[] actualGradients = expectedGradients.clone();
          scalar.divideByTwice(n, x, 3, expectedGradients, 1);
          simd.divideByTwice(n, x, 3, actualGradients, 1);
          assertThat(actualGradients).isEqualTo(expectedGradients);
        });
  }

  private void assertNonZeroBytesAgree(int n, float[] x) {
    byte[] bytes = new byte[n + 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (100 * x[i]);
    }
    char[] expectedColumns = new char[n + 2];
    char[] actualColumns = new char[n + 2];
    float[] expected = new float[n + 2];
    float[] actual = new float[n + 2];
    int found = scalar.listNonZero(n, bytes, 3, expectedColumns, expected, 2);
    assertThat(simd.listNonZero(n, bytes, 3, actualColumns, actual, 2)).isEqualTo(found);
    assertThat(Arrays.copyOf(actualColumns, 2 + found))
        .isEqualTo(Arrays.copyOf(expectedColumns, 2 + found));
    assertThat(Arrays.copyOf(actual, 2 + found)).isEqualTo(Arrays.copyOf(expected, 2 + found));
  }

  @Test
  void choosingByBitsAgrees() {
    qt().withExamples(200)
        .forAll(ints(0, 200))
        .checkAssert(n -> {
          float[] x = Randoms.gaussian(1, n + 1, 32).data();
          long[] expectedBits = new long[5];
          long[] actualBits = {-1, -1, -1, -1, -1};
          for (float sign : new float[] {1, -1}) {
            scalar.maskBelow(n, sign, 0.3f, x, expectedBits);
            simd.maskBelow(n, sign, 0.3f, x, actualBits);
            int words = Math.ceilDiv(n, 64);
            assertThat(Arrays.copyOf(actualBits, words))
                .isEqualTo(Arrays.copyOf(expectedBits, words));
            float[] expected = x.clone();
            float[] actual = x.clone();
            int count = scalar.compress(n, expectedBits, expected, expected);
            assertThat(simd.compress(n, expectedBits, actual, actual)).isEqualTo(count);
            assertThat(Arrays.copyOf(actual, count)).isEqualTo(Arrays.copyOf(expected, count));
            float[] expectedBack = new float[n];
            float[] actualBack = new float[n];
            scalar.expand(n, expectedBits, expected, expectedBack);
            simd.expand(n, expectedBits, expected, actualBack);
            assertThat(actualBack).isEqualTo(expectedBack);
          }
        });
  }

  @Test
  void ranksOfGapsAgree() {
    qt().withExamples(300)
        .forAll(ints(1, 60), ints(0, 60), longs(0, 1_000_000))
        .checkAssert((size, n, seed) -> {
          // Few different values, so that gaps often lie exactly on the bound.
          float[] values = Randoms.gaussian(1, size, seed).data();
          float[] x = Randoms.gaussian(1, n, seed + 1).data();
          boolean coarse = seed % 2 == 0;
          for (int i = 0; i < size; i++) {
            values[i] = coarse ? Math.round(values[i] * 8) / 10f : values[i];
          }
          for (int i = 0; i < n; i++) {
            x[i] = coarse ? Math.round(x[i] * 8) / 10f : x[i];
          }
          Arrays.sort(values);
          RankLookup grid = new RankLookup(1 << (seed % 3 * 5));
          grid.resize(size);
          System.arraycopy(values, 0, grid.sorted(), 0, size);
          grid.prepare(0.2f);
          float[] bounds = {0, 0.2f, -0.1f, -Float.MAX_VALUE, Float.MAX_VALUE};
          for (float bound : bounds) {
            for (float sign : new float[] {1, -1}) {
              int[][] expected = new int[2][n];
              int[][] actual = new int[2][n];
              float other = Math.nextDown(bound);
              float two = Float.isFinite(other) ? other : bound;
              scalar.lookUpRanks(grid, n, sign, x, bound, two, expected[0], expected[1]);
              simd.lookUpRanks(grid, n, sign, x, bound, two, actual[0], actual[1]);
              assertThat(actual).isEqualTo(expected);
            }
          }
        });
  }

  @Test
  void exponentialsEndInZeroAndInALargeNumber() {
    float[] x = {-1e9f, -100, -87.5f, -86, 0, 87, 100, 1e9f, Float.NEGATIVE_INFINITY};
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    scalar.sumExp(x.length, 1, 0, x, 0, expected, 0);
    simd.sumExp(x.length, 1, 0, x, 0, actual, 0);
    assertThat(actual[0]).isZero();
    assertThat(actual[8]).isZero();
    for (int i = 0; i < x.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f * expected[i]));
    }
  }

  @Test
  void theFirstOfEqualOnesIsTheSmallest() {
    float[] x = new float[70];
    x[41] = -1;
    x[60] = -1;
    assertThat(simd.indexOfSmallest(70, 1, x, 0)).isEqualTo(41);
    assertThat(simd.indexOfSmallest(70, -1, x, 0)).isZero();
    assertThat(simd.indexOfSmallest(0, 1, x, 0)).isEqualTo(-1);
  }
}
