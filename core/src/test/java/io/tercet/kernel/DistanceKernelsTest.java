package io.tercet.kernel;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import org.junit.jupiter.api.Test;

/**
 * Distances and operations on single vectors: the SIMD kernels against the scalar ones, over
 * awkward sizes; at several vector widths (pom.xml).
 */
class DistanceKernelsTest {
  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

  @Test
  void vectorOperationsAgree() {
    qt().withExamples(100)
        .forAll(ints(0, 100))
        .checkAssert(n -> {
          float[] a = Randoms.gaussian(1, n + 2, 15).data();
          float[] b = Randoms.gaussian(1, n + 5, 16).data();
          assertThat(simd.dot(n, a, 2, b, 5)).isCloseTo(scalar.dot(n, a, 2, b, 5), within(1e-4f));
          assertThat(simd.squaredDistance(n, a, 2, b, 5))
              .isCloseTo(scalar.squaredDistance(n, a, 2, b, 5), within(1e-3f));
          float[] expected = b.clone();
          scalar.addScaled(n, 0.3f, a, 1, expected, 4);
          simd.addScaled(n, 0.3f, a, 1, b, 4);
          assertThat(b).containsExactly(expected, within(1e-6f));
        });
  }

  @Test
  void nearOnesAreFound() {
    qt().withExamples(100)
        .forAll(ints(0, 100))
        .checkAssert(n -> {
          float[] expected = Randoms.gaussian(1, n + 3, 17).data();
          float[] actual = expected.clone();
          float[] norms = Randoms.gaussian(1, n + 1, 18).data();
          int[] expectedHits = new int[n];
          int[] actualHits = new int[n];
          int count = scalar.candidatesWithin(n, expected, 3, norms, 1, 0.2f, expectedHits);
          assertThat(simd.candidatesWithin(n, actual, 3, norms, 1, 0.2f, actualHits))
              .isEqualTo(count);
          assertThat(actualHits).isEqualTo(expectedHits);
          assertThat(actual).containsExactly(expected, within(1e-6f));
        });
  }

  @Test
  void squaredDistancesAgree() {
    qt().withExamples(200)
        .forAll(ints(0, 13), ints(0, 90), ints(0, 20))
        .checkAssert((m, n, d) -> {
          float[] a = Randoms.gaussian(m, d + 2, 27).data();
          float[] b = Randoms.gaussian(d, n + 3, 28).data();
          float[] expected = new float[m * (n + 1) + 5];
          float[] actual = expected.clone();
          int aAt = Math.min(1, a.length);
          int bAt = Math.min(2, b.length);
          scalar.squaredDistances(m, n, d, a, aAt, d + 2, b, bAt, n + 3, expected, 5, n + 1);
          simd.squaredDistances(m, n, d, a, aAt, d + 2, b, bAt, n + 3, actual, 5, n + 1);
          assertThat(actual).containsExactly(expected, within(1e-4f));
        });
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
}
