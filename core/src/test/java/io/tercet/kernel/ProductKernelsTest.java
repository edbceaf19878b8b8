package io.tercet.kernel;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.kernel.simd.SimdSpecies;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Products of matrices: the SIMD kernels against the scalar ones, over awkward sizes; at several
 * vector widths (pom.xml).
 */
class ProductKernelsTest {
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

  @Test
  void productsAgreeOnRandomSizes() {
    qt().withExamples(200)
        .forAll(ints(1, 40), ints(1, 80), ints(1, 80), ints(0, 3))
        .checkAssert((m, n, k, transposed) ->
            checkProduct(m, n, k, (transposed & 1) != 0, (transposed & 2) != 0, false));
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

  @Test
  void windowsTimesAKernelAgree() {
    qt().withExamples(100)
        .forAll(ints(1, 21), ints(1, 3), ints(1, 20), ints(1, 70))
        .checkAssert((count, segments, length, n) -> {
          Windows windows = new Windows(count, 2, segments, 25, length);
          int depth = windows.depth();
          float[] x = Randoms.gaussian(1, 3 + 2 * count + 25 * segments + length, 50).data();
          float[] w = Randoms.gaussian(1, 4 + depth * n, 51).data();
          float[] expected = new float[5 + count * n];
          float[] actual = new float[5 + count * n];
          convolve(scalar, windows, n, x, w, expected);
          convolve(simd, windows, n, x, w, actual);
          assertThat(actual).containsExactly(expected, within(1e-5f * depth));
          for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int s = 0; s < segments; s++) {
              for (int p = 0; p < length; p++) {
                sum += (double) x[3 + 2 * i + 25 * s + p] * w[4 + (s * length + p) * n + n - 1];
              }
            }
            assertThat((double) expected[5 + i * n + n - 1]).isCloseTo(sum, within(1e-5 * depth));
          }
        });
  }

  @Test
  void tilesOfWindowsTimesAKernelAgree() {
    qt().withExamples(60)
        .forAll(ints(1, 7), ints(1, 7), ints(1, 3), ints(1, 2))
        .checkAssert((rows, columns, sixteens, thirtyTwos) -> {
          int channels = 16 * sixteens;
          int filters = 32 * thirtyTwos;
          float[] x =
              Randoms.gaussian(1, 3 + (2 * rows + 2) * (2 * columns + 2) * channels, 52).data();
          float[] w = Randoms.gaussian(1, 4 + 9 * channels * filters, 53).data();
          float[] expected = new float[5 + 4 * rows * columns * filters];
          float[] actual = new float[expected.length];
          convolveWinograd(scalar, rows, columns, channels, filters, x, w, expected);
          convolveWinograd(simd, rows, columns, channels, filters, x, w, actual);
          assertThat(actual).containsExactly(expected, within(1e-5f * channels));
        });
  }

  private static void convolveWinograd(
      Kernels kernels,
      int rows,
      int columns,
      int channels,
      int filters,
      float[] x,
      float[] w,
      float[] y) {
    float[] packed = new float[kernels.packedWinogradFiltersSize(channels, filters)];
    kernels.packWinogradFilters(channels, filters, w, 4, packed);
    kernels.convolveWinograd(rows, columns, channels, filters, x, 3, packed, y, 5);
  }

  private static void convolve(
      Kernels kernels, Windows windows, int n, float[] x, float[] w, float[] y) {
    float[] packed = new float[kernels.packedFiltersSize(windows.depth(), n)];
    kernels.packFilters(windows.depth(), n, w, 4, packed);
    kernels.convolve(windows, n, x, 3, packed, y, 5);
  }
}
