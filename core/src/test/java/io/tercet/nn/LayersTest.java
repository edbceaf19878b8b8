package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.math.Activation;
import io.tercet.math.Matrix;
import io.tercet.math.Randoms;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What layers over images compute, against plain loops. */
class LayersTest {
  private static final int ROWS = 3;

  @ParameterizedTest
  @CsvSource({
    "9, 7, 1, 32, 3, 1, 0",
    "9, 7, 3, 5, 3, 1, 1",
    "8, 8, 2, 33, 2, 2, 0",
    "8, 9, 4, 6, 3, 2, 1",
    "5, 5, 3, 4, 5, 1, 4",
    "6, 5, 16, 64, 1, 1, 0",
    "10, 10, 2, 3, 4, 3, 2"
  })
  void convolutionsAreWhatTheirFormulaSays(
      int height, int width, int channels, int filters, int kernel, int stride, int padding) {
    Conv2d layer = new Conv2d(filters, kernel, stride, padding, Activation.LINEAR);
    Encoder encoder = encoder(List.of(height, width, channels), layer);
    float[] weights = encoder.weights().values();
    System.arraycopy(Randoms.gaussian(1, weights.length, 2).data(), 0, weights, 0, weights.length);
    Matrix x = Randoms.gaussian(ROWS, height * width * channels, 1);
    Matrix y = encoder.embed(x);
    List<Integer> shape = encoder.architecture().shapes().getLast();
    int at = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int r = 0; r < shape.get(0); r++) {
        for (int c = 0; c < shape.get(1); c++) {
          for (int f = 0; f < filters; f++) {
            double expected =
                output(layer, x, i, List.of(height, width, channels), weights, r, c, f);
            assertThat((double) y.data()[at++]).isCloseTo(expected, within(1e-3));
          }
        }
      }
    }
  }

  private static double output(
      Conv2d layer, Matrix x, int i, List<Integer> shape, float[] weights, int r, int c, int f) {
    int channels = shape.get(2);
    int kernel = layer.kernel();
    double sum = weights[kernel * kernel * channels * layer.filters() + f];
    for (int a = 0; a < kernel; a++) {
      for (int b = 0; b < kernel; b++) {
        int row = r * layer.stride() + a - layer.padding();
        int column = c * layer.stride() + b - layer.padding();
        if (row < 0 || column < 0 || row >= shape.get(0) || column >= shape.get(1)) {
          continue;
        }
        for (int d = 0; d < channels; d++) {
          double weight = weights[((a * kernel + b) * channels + d) * layer.filters() + f];
          sum += weight * x.get(i, (row * shape.get(1) + column) * channels + d);
        }
      }
    }
    return sum;
  }

  @Test
  void poolsDropWhatIsLeftAtTheEdges() {
    Matrix x = Matrix.wrap(1, 9, new float[] {1, 9, 5, -4, 2, 8, 3, 3, 3});
    assertThat(encoder(List.of(3, 3, 1), new MaxPool2d(2)).embed(x).data()).containsExactly(9);
    assertThat(encoder(List.of(3, 3, 1), new AveragePool2d(2)).embed(x).data()).containsExactly(2);
    assertThat(encoder(List.of(3, 3, 1), new GlobalAveragePool2d()).embed(x).data()[0])
        .isCloseTo(30 / 9f, within(1e-6f));
  }

  @Test
  void dropoutDropsAsManyAsItSaysWhileTrainingOnly() {
    Encoder encoder = encoder(List.of(1000), new Dropout(0.3));
    Matrix x = Matrix.wrap(4, 1000, ones(4000));
    assertThat(encoder.embed(x).data()).containsOnly(1);
    try (Workers workers = new Workers(2)) {
      EncoderPass pass = new EncoderPass(encoder, 4, new Seed(1), workers);
      float[] first = pass.forward(x).data().clone();
      int dropped = 0;
      for (float value : first) {
        assertThat(value).isIn(0f, (float) (1 / 0.7));
        dropped += value == 0 ? 1 : 0;
      }
      assertThat(dropped / 4000.0).isCloseTo(0.3, within(0.03));
      assertThat(pass.forward(x).data()).isNotEqualTo(first);
      assertThat(new EncoderPass(encoder, 4, new Seed(1), workers).forward(x).data())
          .isEqualTo(first);
    }
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(784), Conv2d.of(4, 3, Activation.RELU)))
        .withMessage("Conv2d takes images [height, width, channels], found inputs of shape [784]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(2, 9, 1), Conv2d.of(4, 3, Activation.RELU)))
        .withMessage("a window of 3 x 3 does not fit into images of 2 x 9 with padding 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(2, 9, 1), new MaxPool2d(3)))
        .withMessage("a pool of 3 x 3 does not fit into images of 2 x 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(1))
        .withMessage("a dropout rate is in [0, 1), found 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(4, 4, 1), new Dense(3, Activation.RELU)))
        .withMessage("Dense takes vectors, found inputs of shape [4, 4, 1]");
  }

  private static Encoder encoder(List<Integer> shape, Layer... layers) {
    return Encoder.initial(new Architecture(shape, List.of(layers)), new Seed(1));
  }
}
