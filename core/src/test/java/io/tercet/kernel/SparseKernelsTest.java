package io.tercet.kernel;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.SparseBatch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Products with sparse rows, as they lie and packed, on the heap and outside: the SIMD kernels and
 * the scalar ones against dense products, over awkward sizes; at several vector widths (pom.xml).
 */
class SparseKernelsTest {
  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();
  private final Workers alone = new Workers(1);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "5, 50, 64",
    "7, 31, 15",
    "70, 784, 64",
    "6, 40, 100",
    "3, 9, 257",
    "4, 1500, 64"
  })
  void layersWithSparseInputsAgreeWithDenseOnes(int rows, int columns, int n) {
    Matrix x = SparseInputs.bytes(rows, columns, 0.2, 6);
    float[] w = Randoms.gaussian(columns + 1, n, 7).data(); // the bias behind the weights
    PackedWeights panels = new PackedWeights(KernelChoice.best().panelWidth());
    for (Activation activation : Activation.values()) {
      float[] before = Randoms.gaussian(rows, n + 3, 8).data();
      float[] expected = before.clone();
      scalar.multiply(rows, n, columns, x.data(), 0, columns, 1, w, 0, n, 1, expected, 2, n, false);
      scalar.addBiasAndActivate(activation, rows, n, w, columns * n, expected, 2);
      for (SparseBatch sparse : SparseInputs.of(x)) {
        panels.set(columns, n, w, 0, n, sparse.denseColumns(), alone);
        for (Kernels kernels : List.of(simd, scalar)) {
          float[] actual = before.clone();
          int half = rows / 2;
          kernels.multiplySparse(sparse, 0, half, panels, n, w, columns * n, activation, actual, 2);
          kernels.multiplySparse(
              sparse, half, rows, panels, n, w, columns * n, activation, actual, 2);
          assertThat(largestDifference(actual, expected)).isLessThan(1e-4f);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30, 5, 0",
    "1, 1, 1, 1",
    "9, 50, 64, 5",
    "90, 784, 64, 83",
    "17, 200, 65, 17",
    "70, 1001, 130, 64",
    "5, 2900, 64, 4"
  })
  void weightGradientsFromSparseInputsAgreeWithDenseOnes(int rows, int columns, int n, int active) {
    Matrix x = SparseInputs.bytes(rows, columns, columns < 2000 ? 0.2 : 0.002, 6);
    int[] chosen = IntStream.range(0, active).map(i -> i * rows / active).toArray();
    Matrix dz = Randoms.gaussian(active, n + 2, 9);
    float[] before = Randoms.gaussian(columns, n + 3, 8).data();
    float[] expected = before.clone();
    float[] some = x.select(chosen).data();
    scalar.multiply(
        columns, n, active, some, 0, 1, columns, dz.data(), 1, n + 2, 1, expected, 2, n + 3, false);
    ColumnBlocks cut = new ColumnBlocks();
    for (SparseBatch sparse : SparseInputs.of(x)) {
      cut.set(sparse, new int[] {0}, Math.min(rows, 1), alone); // used again
      cut.set(sparse, chosen, active, alone);
      for (Kernels kernels : List.of(simd, scalar)) {
        float[] actual = before.clone();
        for (int range = 0; range < cut.ranges(); range++) {
          kernels.multiplySparseTransposed(cut, range, n, dz.data(), 1, n + 2, actual, 2, n + 3);
        }
        assertThat(largestDifference(actual, expected)).isLessThan(1e-4f);
      }
    }
  }

  private static float largestDifference(float[] actual, float[] expected) {
    float largest = 0;
    for (int i = 0; i < expected.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      largest = difference <= largest ? largest : difference; // NaN counts
    }
    return largest;
  }

  @Test
  void sparseRowsTimesAMatrixAsItLiesAgree() {
    qt().withExamples(100)
        .forAll(ints(1, 12), ints(1, 230))
        .checkAssert((rows, n) -> {
          CsrRows x = CsrRows.of(Randoms.sparse(rows, 9, 0.4, n));
          float[] b = Randoms.gaussian(1, 3 + 9 * 5 + n, 6).data();
          float[] expected = Randoms.gaussian(1, 2 + 7 * rows + n, 7).data();
          float[] actual = expected.clone();
          scalar.addSparse(x, 0, rows, n, b, 3, 5, expected, 2, 7);
          simd.addSparse(x, 0, rows, n, b, 3, 5, actual, 2, 7);
          assertThat(actual).isEqualTo(expected);
        });
  }
}
