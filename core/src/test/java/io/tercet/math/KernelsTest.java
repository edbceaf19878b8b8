package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The SIMD kernels against the scalar ones, over awkward sizes; at several vector widths (pom.xml).
 */
class KernelsTest {
  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

  @Test
  void runsAtTheForcedWidth() {
    String bits = System.getProperty(SimdSpecies.PROPERTY, "");
    String width = bits.isEmpty() ? "" : bits + "-bit";
    assertThat(simd.description()).startsWith("SIMD, ").contains(width);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "8, 32, 16",
    "7, 31, 15",
    "9, 33, 17",
    "16, 64, 784",
    "5, 257, 3",
    "17, 300, 513",
    "64, 64, 1030",
    "3, 2, 0",
    "0, 4, 4",
    "33, 1, 40",
    "8, 16, 512",
    "12, 48, 511"
  })
  void productsAgree(int m, int n, int k) {
    for (boolean accumulate : new boolean[] {false, true}) {
      checkProduct(m, n, k, false, false, accumulate);
      checkProduct(m, n, k, true, false, accumulate);
      checkProduct(m, n, k, false, true, accumulate);
    }
  }

  @Property(tries = 200)
  void productsAgreeOnRandomSizes(
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = 1, max = 80) int n,
      @ForAll @IntRange(min = 1, max = 80) int k,
      @ForAll boolean transposeA,
      @ForAll boolean transposeB) {
    checkProduct(m, n, k, transposeA, transposeB, false);
  }

  private void checkProduct(int m, int n, int k, boolean ta, boolean tb, boolean accumulate) {
    float[] a = Randoms.gaussian(m, k, 1).data();
    float[] b = Randoms.gaussian(k, n, 2).data();
    int cStride = n + 3;
    float[] expected = Randoms.gaussian(m, cStride, 3).data();
    float[] actual = expected.clone();
    multiply(scalar, m, n, k, a, ta, b, tb, expected, cStride, accumulate);
    multiply(simd, m, n, k, a, ta, b, tb, actual, cStride, accumulate);
    assertThat(actual).containsExactly(expected, within(1e-5f * (k + 4)));
  }

  private static void multiply(
      Kernels kernels,
      int m,
      int n,
      int k,
      float[] a,
      boolean ta,
      float[] b,
      boolean tb,
      float[] c,
      int cStride,
      boolean accumulate) {
    kernels.multiply(
        m,
        n,
        k,
        a,
        0,
        ta ? 1 : k,
        ta ? m : 1,
        b,
        0,
        tb ? 1 : n,
        tb ? k : 1,
        c,
        0,
        cStride,
        accumulate);
  }

  @Test
  void rowOfAProductDoesNotDependOnTheOtherRows() {
    Matrix a = Randoms.gaussian(37, 600, 4);
    Matrix b = Randoms.gaussian(600, 70, 5);
    float[] whole = new float[37 * 70];
    simd.multiply(37, 70, 600, a.data(), 0, 600, 1, b.data(), 0, 70, 1, whole, 0, 70, false);
    for (int i = 0; i < 37; i++) {
      float[] row = new float[70];
      simd.multiply(
          1, 70, 600, a.data(), a.offset(i), 600, 1, b.data(), 0, 70, 1, row, 0, 70, false);
      assertThat(row).isEqualTo(Arrays.copyOfRange(whole, i * 70, (i + 1) * 70));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 50, 64", "7, 31, 15", "20, 784, 64", "6, 40, 100", "3, 9, 257"})
  void sparseProductsAgreeWithDenseOnes(int rows, int columns, int n) {
    Matrix x = Randoms.sparse(rows, columns, 0.2, 6);
    SparseRows sparse = SparseRows.of(x);
    int width = simd.panelWidth();
    float[] w = Randoms.gaussian(columns + 3, width + n, 7).data();
    Panels panels = new Panels();
    panels.set(columns + 3, width + n, w, 0, width + n, new Workers(1));
    for (boolean accumulate : new boolean[] {false, true}) {
      float[] before = Randoms.gaussian(rows, n + 3, 8).data();
      float[] expected = before.clone();
      scalar.multiply(
          rows,
          n,
          columns,
          x.data(),
          0,
          columns,
          1,
          w,
          3 * (width + n) + width,
          width + n,
          1,
          expected,
          2,
          n + 3,
          accumulate);
      for (Kernels kernels : new Kernels[] {simd, scalar}) {
        float[] actual = before.clone();
        int half = rows / 2;
        kernels.multiplySparse(sparse, 0, half, panels, 3, width, n, actual, 2, n + 3, accumulate);
        kernels.multiplySparse(
            sparse, half, rows, panels, 3, width, n, actual, 2, n + 3, accumulate);
        assertThat(actual).containsExactly(expected, within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgree(Activation activation) {
    float[] bias = Randoms.gaussian(1, 37, 12).data();
    float[] expected = Randoms.gaussian(11, 37, 13).data();
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 8;
    }
    float[] actual = expected.clone();
    scalar.addBiasAndActivate(activation, 11, 37, bias, 0, expected, 0);
    simd.addBiasAndActivate(activation, 11, 37, bias, 0, actual, 0);
    assertThat(actual).containsExactly(expected, within(4e-7f));

    float[] expectedSlope = Randoms.gaussian(11, 37, 14).data();
    float[] actualSlope = expectedSlope.clone();
    scalar.multiplyByDerivative(activation, 11 * 37, expected, 0, expectedSlope, 0);
    simd.multiplyByDerivative(activation, 11 * 37, expected, 0, actualSlope, 0);
    assertThat(actualSlope).containsExactly(expectedSlope, within(1e-6f));
  }

  @Test
  void sigmoidStaysBetweenZeroAndOneAtTheEnds() {
    float[] c = {-1e30f, -200, -88, 88, 200, 1e30f, Float.NEGATIVE_INFINITY, 0};
    simd.addBiasAndActivate(Activation.SIGMOID, 1, c.length, new float[c.length], 0, c, 0);
    for (float value : c) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(c[7]).isEqualTo(0.5f);
  }

  @Property(tries = 100)
  void vectorOperationsAgree(@ForAll @IntRange(min = 0, max = 100) int n) {
    float[] a = Randoms.gaussian(1, n + 2, 15).data();
    float[] b = Randoms.gaussian(1, n + 5, 16).data();
    assertThat(simd.dot(n, a, 2, b, 5)).isCloseTo(scalar.dot(n, a, 2, b, 5), within(1e-4f));
    assertThat(simd.squaredDistance(n, a, 2, b, 5))
        .isCloseTo(scalar.squaredDistance(n, a, 2, b, 5), within(1e-3f));
    float[] expected = b.clone();
    scalar.addScaled(n, 0.3f, a, 1, expected, 4);
    simd.addScaled(n, 0.3f, a, 1, b, 4);
    assertThat(b).containsExactly(expected, within(1e-6f));
  }

  @Property(tries = 100)
  void nearOnesAreFound(@ForAll @IntRange(min = 0, max = 100) int n) {
    float[] expected = Randoms.gaussian(1, n + 3, 17).data();
    float[] actual = expected.clone();
    float[] norms = Randoms.gaussian(1, n + 1, 18).data();
    int[] expectedHits = new int[n];
    int[] actualHits = new int[n];
    int count = scalar.findNear(n, expected, 3, norms, 1, 0.2f, expectedHits);
    assertThat(simd.findNear(n, actual, 3, norms, 1, 0.2f, actualHits)).isEqualTo(count);
    assertThat(actualHits).isEqualTo(expectedHits);
    assertThat(actual).containsExactly(expected, within(1e-6f));
  }

  @Test
  void sumsOfPartsAndColumnsAgree() {
    float[][] parts = {
      Randoms.gaussian(1, 103, 19).data(),
      Randoms.gaussian(1, 103, 20).data(),
      Randoms.gaussian(1, 103, 21).data()
    };
    float[] expected = new float[103];
    float[] actual = new float[103];
    scalar.sum(parts, 5, 101, expected, 2);
    simd.sum(parts, 5, 101, actual, 2);
    assertThat(actual).isEqualTo(expected);
    float[] d = Randoms.gaussian(9, 29, 22).data();
    float[] expectedSums = new float[30];
    float[] actualSums = new float[30];
    scalar.addColumnSums(9, 26, d, 2, 29, expectedSums, 1);
    simd.addColumnSums(9, 26, d, 2, 29, actualSums, 1);
    assertThat(actualSums).containsExactly(expectedSums, within(1e-5f));
  }

  @Property(tries = 200)
  void squaredDistancesAgree(
      @ForAll @IntRange(min = 0, max = 13) int m,
      @ForAll @IntRange(min = 0, max = 90) int n,
      @ForAll @IntRange(min = 0, max = 20) int d) {
    float[] a = Randoms.gaussian(m, d + 2, 27).data();
    float[] b = Randoms.gaussian(d, n + 3, 28).data();
    float[] expected = new float[m * (n + 1) + 5];
    float[] actual = expected.clone();
    int aAt = Math.min(1, a.length);
    int bAt = Math.min(2, b.length);
    scalar.squaredDistances(m, n, d, a, aAt, d + 2, b, bAt, n + 3, expected, 5, n + 1);
    simd.squaredDistances(m, n, d, a, aAt, d + 2, b, bAt, n + 3, actual, 5, n + 1);
    assertThat(actual).containsExactly(expected, within(1e-4f));
  }

  @Test
  void equalVectorsHaveADistanceOfZeroWhereverTheyStand() {
    Matrix a = Randoms.gaussian(11, 33, 29);
    float[] columns = new float[33 * 11];
    for (int i = 0; i < 11; i++) {
      for (int p = 0; p < 33; p++) {
        columns[p * 11 + i] = a.get(i, p);
      }
    }
    float[] distances = new float[11 * 11];
    simd.squaredDistances(11, 11, 33, a.data(), 0, 33, columns, 0, 11, distances, 0, 11);
    for (int i = 0; i < 11; i++) {
      assertThat(distances[i * 12]).isZero();
      for (int j = 0; j < 11; j++) {
        assertThat(distances[i * 11 + j]).isEqualTo(distances[j * 11 + i]);
      }
    }
  }

  @Property(tries = 100)
  void passesOverRowsAgree(@ForAll @IntRange(min = 0, max = 100) int n) {
    float[] x = Randoms.sparse(1, n + 3, 0.5, 30).data();
    float[] expected = new float[n + 1];
    float[] actual = new float[n + 1];
    float sum = scalar.sumExp(n, 40, 3, x, 3, expected, 1);
    assertThat(simd.sumExp(n, 40, 3, x, 3, actual, 1)).isCloseTo(sum, within(1e-4f * (sum + 1)));
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
    float[] expectedSlopes = Randoms.gaussian(1, n + 1, 31).data();
    float[] actualSlopes = expectedSlopes.clone();
    scalar.divideByTwice(n, x, 3, expectedSlopes, 1);
    simd.divideByTwice(n, x, 3, actualSlopes, 1);
    assertThat(actualSlopes).isEqualTo(expectedSlopes);
  }

  @Property(tries = 100)
  void sparseRowsTimesAMatrixAsItLiesAgree(
      @ForAll @IntRange(min = 1, max = 12) int rows, @ForAll @IntRange(min = 1, max = 230) int n) {
    SparseRows x = SparseRows.of(Randoms.sparse(rows, 9, 0.4, n));
    float[] b = Randoms.gaussian(1, 3 + 9 * 5 + n, 6).data();
    float[] expected = Randoms.gaussian(1, 2 + 7 * rows + n, 7).data();
    float[] actual = expected.clone();
    scalar.addSparse(x, 0, rows, n, b, 3, 5, expected, 2, 7);
    simd.addSparse(x, 0, rows, n, b, 3, 5, actual, 2, 7);
    assertThat(actual).isEqualTo(expected);
  }

  @Property(tries = 50)
  void poolsAgree(@ForAll @IntRange(min = 0, max = 70) int n) {
    float[] x = Randoms.sparse(1, n + 2, 0.5, 40).data();
    float[] expected = Randoms.sparse(1, n + 3, 0.5, 41).data();
    float[] actual = expected.clone();
    scalar.maximum(n, x, 2, expected, 3);
    simd.maximum(n, x, 2, actual, 3);
    assertThat(actual).isEqualTo(expected);
    float[] expectedLeft = Randoms.gaussian(1, n + 3, 42).data();
    float[] actualLeft = expectedLeft.clone();
    float[] expectedGiven = new float[n + 1];
    float[] actualGiven = new float[n + 1];
    scalar.giveToEqual(n, x, 2, expected, 3, expectedLeft, expectedGiven, 1);
    simd.giveToEqual(n, x, 2, actual, 3, actualLeft, actualGiven, 1);
    assertThat(actualGiven).isEqualTo(expectedGiven);
    assertThat(actualLeft).isEqualTo(expectedLeft);
  }

  private void assertNonZeroBytesAgree(int n, float[] x) {
    byte[] bytes = new byte[n + 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (100 * x[i]);
    }
    MemorySegment segment = MemorySegment.ofArray(bytes);
    char[] expectedColumns = new char[n + 2];
    char[] actualColumns = new char[n + 2];
    float[] expected = new float[n + 2];
    float[] actual = new float[n + 2];
    int found = scalar.listNonZero(n, segment, 3, expectedColumns, expected, 2);
    assertThat(simd.listNonZero(n, segment, 3, actualColumns, actual, 2)).isEqualTo(found);
    assertThat(Arrays.copyOf(actualColumns, 2 + found))
        .isEqualTo(Arrays.copyOf(expectedColumns, 2 + found));
    assertThat(Arrays.copyOf(actual, 2 + found)).isEqualTo(Arrays.copyOf(expected, 2 + found));
  }

  @Property(tries = 200)
  void choosingByBitsAgrees(@ForAll @IntRange(min = 0, max = 200) int n) {
    float[] x = Randoms.gaussian(1, n + 1, 32).data();
    long[] expectedBits = new long[5];
    long[] actualBits = {-1, -1, -1, -1, -1};
    for (float sign : new float[] {1, -1}) {
      scalar.markBelow(n, sign, 0.3f, x, expectedBits);
      simd.markBelow(n, sign, 0.3f, x, actualBits);
      int words = Math.ceilDiv(n, 64);
      assertThat(Arrays.copyOf(actualBits, words)).isEqualTo(Arrays.copyOf(expectedBits, words));
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
  }

  @Property(tries = 300)
  void ranksOfGapsAgree(
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 0, max = 60) int n,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
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
    GapGrid grid = new GapGrid(1 << (seed % 3 * 5));
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
        scalar.rankGaps(grid, n, sign, x, bound, two, expected[0], expected[1]);
        simd.rankGaps(grid, n, sign, x, bound, two, actual[0], actual[1]);
        assertThat(actual).isEqualTo(expected);
      }
    }
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

  @Test
  void adamStepsAgree() {
    float[][] expected = new float[4][];
    float[][] actual = new float[4][];
    for (int i = 0; i < 4; i++) {
      expected[i] = Randoms.gaussian(1, 77, 23 + i).data();
      actual[i] = expected[i].clone();
    }
    for (int i = 0; i < 77; i++) {
      expected[3][i] = actual[3][i] = Math.abs(expected[3][i]);
    }
    adam(scalar, expected);
    adam(simd, actual);
    for (int i = 0; i < 4; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
    }
  }

  private static void adam(Kernels kernels, float[][] state) {
    kernels.adam(3, 75, state[0], state[1], state[2], state[3], 0.01f, 0.9f, 0.999f, 1e-7f);
  }
}
