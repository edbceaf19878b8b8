package io.tercet.kernel;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.scalar.ScalarKernels;
import io.tercet.kernel.simd.SimdKernels;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The kernels of inference against those of training, layer by layer: the same bits; at several
 * vector widths (pom.xml).
 */
class FusedKernelsTest {
  private static final int IMAGE = 400;

  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

  @Test
  void convolutionsAreThoseOfTraining() {
    qt().withExamples(150)
        .forAll(ints(1, 27), ints(1, 3), ints(1, 40), ints(1, 200))
        .checkAssert((count, segments, length, n) -> {
          for (Activation activation : Activation.values()) {
            int[] starts = new Random(count).ints(count, 0, IMAGE).toArray();
            requireConvolution(
                new WindowList(starts, 1, segments, 45, length), starts, n, activation);
          }
          int[] starts = new Random(count).ints(4L * count, 0, IMAGE).toArray();
          WindowList pooled = new WindowList(starts, 4, segments, 45, length);
          requireConvolution(pooled, starts, n, Activation.RELU);
          requireConvolution(pooled, starts, n, Activation.LINEAR);
        });
  }

  private void requireConvolution(WindowList list, int[] starts, int n, Activation activation) {
    float[] x = Randoms.gaussian(1, 3 + IMAGE + 90 + list.length(), 60).data();
    float[] w = Randoms.gaussian(1, list.depth() * n, 61).data();
    float[] bias = Randoms.gaussian(1, 2 + n, 62).data();
    float[] first = convolve(simd, list, starts, n, x, w, bias, activation);
    float[] second = convolve(scalar, list, starts, n, x, w, bias, activation);
    assertThat(first).containsExactly(second, within(1e-5f * list.depth()));
  }

  /** Fused, once it is seen that its bits are those of convolution, pool, bias and activation. */
  private static float[] convolve(
      Kernels kernels,
      WindowList list,
      int[] starts,
      int n,
      float[] x,
      float[] w,
      float[] bias,
      Activation activation) {
    float[] packed = new float[kernels.packedFiltersSize(list.depth(), n)];
    kernels.packFilters(list.depth(), n, w, 0, packed);
    Windows one = new Windows(1, 0, list.segments(), list.segmentStride(), list.length());
    int outputs = starts.length / list.group();
    float[] expected = new float[5 + outputs * n];
    Arrays.fill(expected, 5, expected.length, Float.NEGATIVE_INFINITY);
    float[] sums = new float[n];
    for (int i = 0; i < starts.length; i++) {
      kernels.convolve(one, n, x, 3 + starts[i], packed, sums, 0);
      for (int j = 0; j < n; j++) {
        int at = 5 + i / list.group() * n + j;
        expected[at] = Math.max(expected[at], sums[j]);
      }
    }
    kernels.addBiasAndActivate(activation, outputs, n, bias, 2, expected, 5);
    float[] actual = new float[expected.length];
    float[] scratch = new float[kernels.convolutionScratch()];
    Arrays.fill(scratch, Float.NaN);
    kernels.convolveFused(
        list, starts.length, n, x, 3, packed, bias, 2, activation, actual, 5, scratch);
    assertThat(actual).isEqualTo(expected);
    return actual;
  }

  @Test
  void tilesAreThoseOfTraining() {
    qt().withExamples(60)
        .forAll(ints(1, 15), ints(1, 15), ints(1, 3), ints(1, 3))
        .checkAssert((height, width, sixteens, thirtyTwos) -> {
          for (Activation activation : Activation.values()) {
            requireTiles(height, width, 16 * sixteens, 32 * thirtyTwos, activation, false);
          }
          if (height > 1 && width > 1) {
            requireTiles(height, width, 16 * sixteens, 32 * thirtyTwos, Activation.RELU, true);
            requireTiles(height, width, 16 * sixteens, 32 * thirtyTwos, Activation.LINEAR, true);
          }
        });
  }

  private void requireTiles(
      int height, int width, int channels, int filters, Activation activation, boolean pooled) {
    int rows = Math.ceilDiv(height, 2);
    int columns = Math.ceilDiv(width, 2);
    float[] x = Randoms.gaussian(1, 3 + (2 * rows + 2) * (2 * columns + 2) * channels, 63).data();
    float[] w = Randoms.gaussian(1, 9 * channels * filters, 64).data();
    float[] bias = Randoms.gaussian(1, 2 + filters, 65).data();
    int imageRow = (2 * columns + 2) * channels;
    TileGrid grid =
        pooled
            ? new TileGrid(
                height / 2, width / 2, channels, filters, imageRow, height / 2, width / 2, true)
            : new TileGrid(rows, columns, channels, filters, imageRow, height, width, false);
    for (Kernels kernels : List.of(simd, scalar)) {
      float[] packed = new float[kernels.packedWinogradFiltersSize(channels, filters)];
      kernels.packWinogradFilters(channels, filters, w, 0, packed);
      float[] all = new float[4 * rows * columns * filters];
      kernels.convolveWinograd(rows, columns, channels, filters, x, 3, packed, all, 0);
      float[] expected = wanted(grid, all, 2 * columns);
      kernels.addBiasAndActivate(
          activation, expected.length / filters, filters, bias, 2, expected, 0);
      float[] actual = new float[5 + expected.length];
      float[] scratch = new float[kernels.winogradScratch(grid)];
      Arrays.fill(scratch, Float.NaN);
      kernels.convolveWinogradFused(grid, x, 3, packed, bias, 2, activation, actual, 5, scratch);
      assertThat(Arrays.copyOfRange(actual, 5, actual.length)).isEqualTo(expected);
    }
  }

  /** Those sums that a grid wants, the largest of each tile where it pools. */
  private static float[] wanted(TileGrid grid, float[] all, int allWidth) {
    int side = grid.pooled() ? 2 : 1;
    int filters = grid.filters();
    float[] wanted = new float[grid.height() * grid.width() * filters];
    Arrays.fill(wanted, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < wanted.length; i++) {
      int row = i / filters / grid.width() * side;
      int column = i / filters % grid.width() * side;
      for (int place = 0; place < side * side; place++) {
        int pixel = (row + place / side) * allWidth + column + place % side;
        wanted[i] = Math.max(wanted[i], all[pixel * filters + i % filters]);
      }
    }
    return wanted;
  }

  @Test
  void entriesOfARowAreAddedAsThoseOfMany() {
    DenseColumns some =
        DenseColumns.listed(IntStream.range(10, 60).filter(i -> i % 3 > 0).toArray(), 90);
    try (Workers alone = new Workers(1)) {
      for (DenseColumns first : List.of(DenseColumns.NONE, some)) {
        for (int n : new int[] {1, 16, 64, 70, 257}) {
          requireEntries(first, n, alone);
        }
      }
    }
  }

  private void requireEntries(DenseColumns first, int n, Workers alone) {
    Matrix x = SparseInputs.bytes(1, 90, 0.4, 6);
    float[] w = Randoms.gaussian(91, n, 7).data(); // the bias behind the weights
    for (Kernels kernels : List.of(simd, scalar)) {
      PackedWeights packed = new PackedWeights(kernels.panelWidth());
      packed.set(90, n, w, 0, n, first, alone);
      float[] expected = new float[3 + n];
      kernels.multiplySparse(
          CsrRows.of(x), 0, 1, packed, n, w, 90 * n, Activation.TANH, expected, 3);
      char[] columns = new char[90];
      float[] values = new float[90];
      int count = 0;
      for (char column : kernels.summationOrder(90, first)) {
        if (x.get(0, column) != 0) {
          columns[count] = column;
          values[count++] = x.get(0, column);
        }
      }
      assertThat(count).isBetween(10, 80);
      float[] actual = new float[3 + n];
      kernels.multiplyEntries(
          count, columns, values, packed, n, w, 90 * n, Activation.TANH, actual, 3);
      assertThat(actual).isEqualTo(expected);
    }
  }
}
