package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
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
    "9, 7, 1, 32, 3, 1, 0, 1",
    "9, 7, 3, 5, 3, 1, 1, 1",
    "5, 10, 3, 40, 3, 1, 0, 1",
    "6, 17, 2, 5, 3, 2, 0, 1",
    "4, 8, 5, 32, 3, 1, 1, 1",
    "8, 8, 2, 33, 2, 2, 0, 1",
    "8, 9, 4, 6, 3, 2, 1, 1",
    "5, 5, 3, 4, 5, 1, 4, 1",
    "6, 5, 16, 64, 1, 1, 0, 1",
    "6, 8, 16, 32, 3, 1, 1, 1",
    "9, 7, 32, 64, 3, 1, 0, 1",
    "8, 8, 32, 96, 3, 1, 1, 1",
    "10, 10, 2, 3, 4, 3, 2, 1",
    "6, 5, 6, 4, 3, 1, 1, 2",
    "6, 5, 6, 6, 3, 2, 1, 6",
    "6, 5, 4, 8, 2, 1, 0, 4"
  })
  void convolutionsAreWhatTheirFormulaSays(
      int height,
      int width,
      int channels,
      int filters,
      int kernel,
      int stride,
      int padding,
      int groups) {
    Conv2d layer = new Conv2d(filters, kernel, stride, padding, groups, Activation.LINEAR);
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
    int share = channels / layer.groups();
    int first = f / (layer.filters() / layer.groups()) * share;
    double sum = weights[kernel * kernel * share * layer.filters() + f];
    for (int a = 0; a < kernel; a++) {
      for (int b = 0; b < kernel; b++) {
        int row = r * layer.stride() + a - layer.padding();
        int column = c * layer.stride() + b - layer.padding();
        if (row < 0 || column < 0 || row >= shape.get(0) || column >= shape.get(1)) {
          continue;
        }
        for (int d = 0; d < share; d++) {
          double weight = weights[((a * kernel + b) * share + d) * layer.filters() + f];
          sum += weight * x.get(i, (row * shape.get(1) + column) * channels + first + d);
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
  void groupNormGivesEachGroupOfAnExampleMeanZeroAndVarianceOne() {
    Encoder encoder = encoder(List.of(4, 3, 6), new GroupNorm(2, Activation.LINEAR));
    Matrix x = Randoms.gaussian(ROWS, 72, 3);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = 5 * x.data()[i] + 7;
    }
    Matrix y = encoder.embed(x);
    for (int group = 0; group < ROWS * 2; group++) {
      double sum = 0;
      double squares = 0;
      for (int pixel = 0; pixel < 12; pixel++) {
        for (int c = 0; c < 3; c++) {
          float value = y.get(group / 2, pixel * 6 + group % 2 * 3 + c);
          sum += value;
          squares += value * value;
        }
      }
      assertThat(sum / 36).isCloseTo(0, within(1e-5));
      assertThat(squares / 36).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void aResidualBlockAddsItsInput() {
    Dense dense = new Dense(4, Activation.TANH);
    Encoder encoder =
        encoder(List.of(4), dense, new ResidualBlock(List.of(dense), Activation.RELU));
    Encoder first = encoder(List.of(4), dense);
    Encoder second = encoder(List.of(4), dense);
    float[] weights = encoder.weights().values();
    System.arraycopy(weights, 0, first.weights().values(), 0, 20);
    System.arraycopy(weights, 20, second.weights().values(), 0, 20);
    Matrix x = Randoms.gaussian(ROWS, 4, 4);
    Matrix between = first.embed(x);
    Matrix added = second.embed(between);
    float[] y = encoder.embed(x).data();
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isEqualTo(Math.max(0, between.data()[i] + added.data()[i]));
    }
    assertThat(encoder.weights().pieces().stream().map(Weights.Piece::name))
        .containsExactly("dense_1.kernel", "dense_1.bias", "dense_2.kernel", "dense_2.bias");
    assertThat(Summary.of(encoder.architecture()))
        .containsPattern("residualsum_3 \\(ResidualSum, relu\\).* dense_2, dense_1");
  }

  @Test
  void dropoutDropsAsManyAsItSaysWhileTrainingOnly() {
    Encoder encoder = encoder(List.of(1000), new Dropout(0.3));
    Matrix x = Matrix.wrap(4, 1000, ones(4000));
    assertThat(encoder.embed(x).data()).containsOnly(1);
    try (Workers workers = new Workers(2)) {
      TrainingPass pass = new TrainingPass(encoder, 4, new Seed(1), workers);
      float[] first = pass.forward(x).data().clone();
      int dropped = 0;
      for (float value : first) {
        assertThat(value).isIn(0f, (float) (1 / 0.7));
        dropped += value == 0 ? 1 : 0;
      }
      assertThat(dropped / 4000.0).isCloseTo(0.3, within(0.03));
      assertThat(pass.forward(x).data()).isNotEqualTo(first);
      assertThat(new TrainingPass(encoder, 4, new Seed(1), workers).forward(x).data())
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
        .withMessage("a pooling window of 3 x 3 does not fit into images of 2 x 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(1))
        .withMessage("a dropout rate must be in [0, 1), found 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(4, 4, 1), new Dense(3, Activation.RELU)))
        .withMessage("Dense takes vectors, found inputs of shape [4, 4, 1]");
  }

  @Test
  void groupsAndBlocksThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(4, 3, 1, 0, 3, Activation.RELU))
        .withMessage(
            "the filters of a convolution must be a multiple of its groups, found 4 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(4, 4, 3), new Conv2d(4, 3, 1, 0, 2, Activation.RELU)))
        .withMessage("a convolution in 2 groups cannot take 3 channels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(4, 4, 3), new GroupNorm(2, Activation.RELU)))
        .withMessage("a normalization in 2 groups cannot take 3 channels");
    ResidualBlock block =
        new ResidualBlock(List.of(new Dense(3, Activation.RELU)), Activation.RELU);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(4), new Dense(5, Activation.RELU), block))
        .withMessage(
            "the output of a residual block must have the shape of its input, [5], found [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(List.of(3), block))
        .withMessage("the first layer of an encoder cannot be a residual block");
  }

  private static Encoder encoder(List<Integer> shape, Layer... layers) {
    return Encoder.initial(new Architecture(shape, List.of(layers)), new Seed(1));
  }
}
