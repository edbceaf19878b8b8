package io.tercet.kernel;

import static io.tercet.tensor.Ranges.doubles;
import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What layers and the optimizer do entry by entry: the SIMD kernels against the scalar ones, over
 * awkward sizes; at several vector widths (pom.xml).
 */
class LayerKernelsTest {
  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

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

    float[] expectedGradient = Randoms.gaussian(11, 37, 14).data();
    float[] actualGradient = expectedGradient.clone();
    scalar.multiplyByDerivative(activation, 11 * 37, expected, 0, expectedGradient, 0);
    simd.multiplyByDerivative(activation, 11 * 37, expected, 0, actualGradient, 0);
    assertThat(actualGradient).containsExactly(expectedGradient, within(1e-6f));
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
    float[] d = Randoms.gaussian(9, 153, 22).data();
    float[] expectedSums = Randoms.gaussian(1, 155, 23).data();
    float[] actualSums = expectedSums.clone();
    scalar.addColumnSums(9, 150, d, 2, 153, expectedSums, 1);
    simd.addColumnSums(9, 150, d, 2, 153, actualSums, 1);
    assertThat(actualSums).containsExactly(expectedSums, within(1e-5f));
  }

  @Test
  void poolsAgree() {
    qt().withExamples(50)
        .forAll(ints(0, 3), ints(1, 3), ints(1, 40))
        .checkAssert((windows, size, channels) -> {
          int row = (windows * size + 1) * channels; // a pixel beside the windows
          float[] x = Randoms.sparse(1, 2 + size * row, 0.5, 40).data();
          float[] expected = new float[3 + windows * channels];
          float[] actual = new float[expected.length];
          scalar.maxPool(windows, size, channels, x, 2, row, expected, 3);
          simd.maxPool(windows, size, channels, x, 2, row, actual, 3);
          assertThat(actual).isEqualTo(expected);
          float[] dy = Randoms.gaussian(1, 1 + windows * channels, 42).data();
          float[] expectedGiven = Randoms.gaussian(1, 4 + size * row, 43).data();
          float[] actualGiven = expectedGiven.clone();
          scalar.maxPoolBackward(
              windows, size, channels, x, 2, row, expected, 3, dy, 1, expectedGiven, 4);
          simd.maxPoolBackward(
              windows, size, channels, x, 2, row, actual, 3, dy, 1, actualGiven, 4);
          assertThat(actualGiven).isEqualTo(expectedGiven);
        });
  }

  @Test
  void dropoutAgrees() {
    qt().withExamples(50)
        .forAll(ints(0, 70), integers().all(), doubles(0, 0.99))
        .checkAssert((n, key, rate) -> {
          float[] x = Randoms.gaussian(1, n + 2, 43).data();
          float[] expected = new float[n + 3];
          float[] actual = new float[n + 3];
          scalar.dropout(n, key, rate, x, 2, expected, 3);
          simd.dropout(n, key, rate, x, 2, actual, 3);
          assertThat(actual).isEqualTo(expected);
        });
  }

  @Test
  void dropoutLeavesTheShareThatIsAskedFor() {
    int n = 1_000_000;
    float[] x = new float[n];
    Arrays.fill(x, 1);
    float[] y = new float[n];
    simd.dropout(n, 7, 0.25, x, 0, y, 0);
    int kept = simd.countNonZero(n, y, 0);
    assertThat(kept).isBetween(748_700, 751_300); // three standard deviations
    assertThat(y).containsOnly(0, 1 / 0.75f);
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
    kernels.adam(3, 75, state[0], state[1], state[2], state[3], 0.01f, 0.9f, 0.999f, 1e-7f, 0.99f);
  }
}
