package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients against finite differences, for every layer, activation and kind of input. */
class TrainingPassTest {
  private static final int ROWS = 13;
  private static final int FEATURES = 11;
  private static final int IMAGE = 6 * 5 * 2;

  /** Of the differences of two sums in float32, divided by the step between them. */
  private static final double ROUNDING = 5e-4;

  private final Workers workers = new Workers(2);

  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradientOfADenseLayer(Activation activation) {
    checkGradient(encoder(new Dense(5, activation)), Randoms.gaussian(ROWS, FEATURES, 1));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradientThroughTwoDenseLayers(Activation activation) {
    Encoder encoder = encoder(new Dense(17, activation), new Dense(6, Activation.TANH));
    checkGradient(encoder, Randoms.gaussian(ROWS, FEATURES, 1));
  }

  @Test
  void gradientFromSparseRows() {
    Encoder encoder = encoder(new Dense(7, Activation.TANH), new Dense(4, Activation.SIGMOID));
    checkGradient(encoder, CsrRows.of(Randoms.sparse(ROWS, FEATURES, 0.3, 2)));
  }

  @Test
  void rowsAreLoadedOnceEachBeforeTheyAreUsed() {
    Encoder dense = encoder(new Dense(4, Activation.TANH));
    Encoder images =
        Encoder.initial(
            new Architecture(
                List.of(6, 6, 1),
                List.of(
                    Conv2d.of(3, 3, Activation.RELU),
                    new Flatten(),
                    new Dense(4, Activation.RELU))),
            new Seed(3));
    for (Encoder encoder : List.of(dense, images)) {
      Matrix input = Randoms.sparse(300, encoder.size(0), 0.3, 2);
      CsrRows rows = CsrRows.of(input);
      Matrix expected = new TrainingPass(encoder, 300, workers).forward(rows);
      float[] late = new float[rows.value().length];
      CsrRows empty =
          new CsrRows(300, input.columns(), rows.column(), late, rows.start(), rows.end());
      AtomicIntegerArray loaded = new AtomicIntegerArray(300);
      Matrix embedded =
          new TrainingPass(encoder, 300, workers)
              .forward(
                  empty,
                  (from, to) -> {
                    for (int i = from; i < to; i++) {
                      loaded.incrementAndGet(i);
                      for (int e = rows.start()[i]; e < rows.end()[i]; e++) {
                        late[e] = rows.value()[e];
                      }
                    }
                  });
      assertThat(embedded.data()).isEqualTo(expected.data());
      assertThat(IntStream.range(0, 300).map(loaded::get)).containsOnly(1);
    }
  }

  @Test
  void gradientThroughNormalization() {
    Encoder encoder = encoder(new Dense(6, Activation.LINEAR), new L2Normalize());
    checkGradient(encoder, Randoms.gaussian(ROWS, FEATURES, 3));
  }

  @Test
  void normalizedEmbeddingsHaveLengthOneAndZeroHasAFiniteGradient() {
    Encoder encoder =
        Encoder.initial(
            new Architecture(
                List.of(FEATURES), List.of(new Dense(6, Activation.LINEAR), new L2Normalize())),
            new Seed(3));
    Matrix input = Randoms.gaussian(3, FEATURES, 4);
    for (int j = 0; j < FEATURES; j++) {
      input.set(1, j, 0);
    }
    TrainingPass pass = new TrainingPass(encoder, 3, workers);
    Matrix embeddings = pass.forward(input);
    assertThat(length(embeddings, 0)).isCloseTo(1, within(1e-6));
    assertThat(length(embeddings, 1)).isZero();
    for (float g : pass.backward(allActive(Randoms.gaussian(3, 6, 5)))) {
      assertThat(g).isFinite();
    }
  }

  @Test
  void sparseAndDenseInputGiveTheSame() {
    Encoder encoder = encoder(new Dense(70, Activation.RELU), new Dense(9, Activation.SIGMOID));
    Matrix input = Randoms.sparse(ROWS, FEATURES, 0.3, 6);
    EmbeddingGradient dEmbeddings = allActive(Randoms.gaussian(ROWS, 9, 7));
    TrainingPass dense = new TrainingPass(encoder, ROWS, workers);
    TrainingPass sparse = new TrainingPass(encoder, ROWS, workers);
    assertThat(sparse.forward(CsrRows.of(input)).data())
        .containsExactly(dense.forward(input).data(), within(1e-6f));
    assertThat(sparse.backward(dEmbeddings))
        .containsExactly(dense.backward(dEmbeddings), within(1e-5f));
  }

  @Test
  void inactiveRowsAddNothing() {
    Encoder encoder = encoder(new Dense(8, Activation.TANH), new Dense(4, Activation.SIGMOID));
    Matrix input = Randoms.gaussian(ROWS, FEATURES, 8);
    Matrix dEmbeddings = Randoms.gaussian(ROWS, 4, 9);
    Matrix zeroed = dEmbeddings.select(IntStream.range(0, ROWS).toArray());
    EmbeddingGradient some = new EmbeddingGradient(ROWS, 4);
    System.arraycopy(dEmbeddings.data(), 0, some.matrix().data(), 0, dEmbeddings.data().length);
    for (int i = 0; i < ROWS; i++) {
      if (i % 3 == 1) {
        some.activate(i);
      } else {
        Arrays.fill(zeroed.data(), zeroed.offset(i), zeroed.offset(i) + 4, 0);
      }
    }
    TrainingPass pass = new TrainingPass(encoder, ROWS, workers);
    pass.forward(input);
    float[] expected = pass.backward(allActive(zeroed)).clone();
    pass.forward(input);
    assertThat(pass.backward(some)).containsExactly(expected, within(1e-6f));
    pass.forward(input);
    some.clear();
    assertThat(pass.backward(some)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void bitsDoNotDependOnTheThreads(int threads) {
    Encoder encoder = encoder(new Dense(64, Activation.RELU), new Dense(32, Activation.SIGMOID));
    Matrix input = Randoms.sparse(1000, FEATURES, 0.4, 10);
    EmbeddingGradient dEmbeddings = allActive(Randoms.gaussian(1000, 32, 11));
    List<float[]> gradients = new ArrayList<>();
    for (int count : new int[] {1, threads}) {
      try (Workers team = new Workers(count)) {
        TrainingPass pass = new TrainingPass(encoder, 1000, team);
        pass.forward(CsrRows.of(input));
        gradients.add(pass.backward(dEmbeddings));
      }
    }
    assertThat(gradients.get(1)).isEqualTo(gradients.get(0));
  }

  @Test
  void refusesWhatDoesNotFit() {
    TrainingPass pass = new TrainingPass(encoder(new Dense(2, Activation.RELU)), 4, workers);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(Matrix.zeros(5, FEATURES)))
        .withMessage("a batch can have at most 4 rows, found 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(Matrix.zeros(3, 12)))
        .withMessage("the encoder takes 11 features, found 12");
  }

  /** Its gradient is cut along the inputs. */
  @Test
  void gradientOfADenseLayerOfManyInputs() {
    Architecture many = new Architecture(List.of(1030), List.of(new Dense(3, Activation.TANH)));
    checkGradient(noisy(many), Randoms.gaussian(ROWS, 1030, 17));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0", "3, 1, 1", "3, 2, 1", "2, 2, 0", "1, 1, 0", "4, 3, 2", "5, 1, 4"})
  void gradientOfConvolutions(int kernel, int stride, int padding) {
    Conv2d convolution = new Conv2d(4, kernel, stride, padding, Activation.TANH);
    checkImages(convolution);
    checkImages(new Conv2d(3, 2, 1, 1, Activation.SIGMOID), convolution); // copied windows
    checkImages(new Conv2d(16, 4, 1, 3, Activation.SIGMOID), convolution); // windows in place
  }

  /** The gradient of the first layer has gone back through the tiles of the second. */
  @Test
  void gradientThroughTilesOfWindows() {
    Conv2d first = new Conv2d(32, 2, 1, 1, Activation.TANH);
    Encoder encoder = images(first, new Conv2d(32, 3, 1, 1, Activation.TANH));
    checkGradient(encoder, Randoms.gaussian(ROWS, IMAGE, 16), 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0, 2", "3, 1, 1, 2", "3, 2, 1, 4", "2, 1, 0, 3"})
  void gradientOfConvolutionsInGroups(int kernel, int stride, int padding, int groups) {
    Conv2d all = Conv2d.of(2 * groups, 2, Activation.TANH);
    checkImages(all, new Conv2d(3 * groups, kernel, stride, padding, groups, Activation.SIGMOID));
    checkImages(
        Conv2d.of(groups, 2, Activation.TANH),
        new Conv2d(groups, kernel, stride, padding, groups, Activation.TANH));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void gradientThroughGroupNorm(int groups) {
    checkImages(
        Conv2d.of(6, 2, Activation.LINEAR),
        new GroupNorm(groups, Activation.TANH),
        Conv2d.of(3, 3, Activation.TANH));
    checkGradient(
        encoder(
            new Dense(6, Activation.TANH),
            new GroupNorm(groups, Activation.SIGMOID),
            new Dense(3, Activation.LINEAR)),
        Randoms.gaussian(ROWS, FEATURES, 1));
  }

  @Test
  void gradientThroughResidualBlocks() {
    ResidualBlock inner =
        new ResidualBlock(List.of(Conv2d.depthwise(4, 3, Activation.TANH)), Activation.LINEAR);
    ResidualBlock block =
        new ResidualBlock(
            List.of(
                inner,
                new GroupNorm(2, Activation.TANH),
                new Conv2d(4, 3, 1, 1, Activation.SIGMOID)),
            Activation.TANH);
    checkImages(Conv2d.of(4, 2, Activation.TANH), block, new MaxPool2d(2));
    Dense dense = new Dense(5, Activation.TANH);
    checkGradient(
        encoder(dense, new ResidualBlock(List.of(dense, dense), Activation.SIGMOID)),
        CsrRows.of(Randoms.sparse(ROWS, FEATURES, 0.3, 2)));
  }

  @Test
  void gradientThroughPools() {
    checkImages(
        Conv2d.of(5, 2, Activation.TANH), new MaxPool2d(2), Conv2d.of(3, 2, Activation.TANH));
    checkImages(Conv2d.of(5, 2, Activation.RELU), new MaxPool2d(3));
    checkImages(Conv2d.of(5, 2, Activation.TANH), new AveragePool2d(2));
    checkImages(Conv2d.of(5, 2, Activation.TANH), new GlobalAveragePool2d());
  }

  /** A quarter of the gradients behind a pool is other than 0. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void gradientOfConvolutionsWithSparseGradients(int padding) {
    checkImages(
        new Conv2d(4, 2, 1, padding, Activation.TANH),
        new Conv2d(5, 2, 1, padding, Activation.SIGMOID),
        new MaxPool2d(2));
    checkImages(
        new Conv2d(20, 3, 1, 1, Activation.TANH),
        new Conv2d(4, 3, 1, padding, Activation.TANH),
        new MaxPool2d(2));
  }

  /** Both go back over the same images in turn, and each keeps a sum of its own. */
  @Test
  void gradientOfTwoConvolutionsWithSparseGradients() {
    checkImages(
        new Conv2d(8, 3, 1, 2, Activation.TANH),
        new Conv2d(8, 2, 1, 0, Activation.TANH),
        new MaxPool2d(2),
        new Conv2d(8, 2, 1, 0, Activation.TANH),
        new MaxPool2d(2));
  }

  @Test
  void gradientThroughFlattenAndDropout() {
    checkImages(
        Conv2d.of(4, 2, Activation.RELU),
        new Dropout(0.3),
        new Flatten(),
        new Dense(6, Activation.TANH),
        new Dropout(0.5));
  }

  @Test
  void inactiveImagesAddNothing() {
    Encoder encoder =
        images(
            Conv2d.of(4, 2, Activation.TANH),
            new ResidualBlock(
                List.of(new GroupNorm(2, Activation.RELU), Conv2d.depthwise(4, 3, Activation.TANH)),
                Activation.LINEAR),
            new MaxPool2d(2),
            new Dropout(0.2),
            new Flatten());
    Matrix input = Randoms.sparse(ROWS, IMAGE, 0.3, 14);
    Matrix dEmbeddings = Randoms.gaussian(ROWS, encoder.embeddingSize(), 15);
    EmbeddingGradient some = new EmbeddingGradient(ROWS, dEmbeddings.columns());
    System.arraycopy(dEmbeddings.data(), 0, some.matrix().data(), 0, dEmbeddings.data().length);
    for (int i = 0; i < ROWS; i++) {
      if (i % 3 == 1) {
        some.activate(i);
      } else {
        Arrays.fill(
            dEmbeddings.data(),
            dEmbeddings.offset(i),
            dEmbeddings.offset(i) + dEmbeddings.columns(),
            0);
      }
    }
    float[] gathered = gradient(encoder, CsrRows.of(input), some);
    assertThat(gathered)
        .containsExactly(gradient(encoder, input, allActive(dEmbeddings)), within(1e-6f));
  }

  private float[] gradient(Encoder encoder, Rows input, EmbeddingGradient dEmbeddings) {
    TrainingPass pass = new TrainingPass(encoder, ROWS, workers);
    pass.forward(input);
    return pass.backward(dEmbeddings).clone();
  }

  private void checkImages(Layer... layers) {
    checkGradient(images(layers), Randoms.gaussian(ROWS, IMAGE, 16));
  }

  private static Encoder images(Layer... layers) {
    return noisy(new Architecture(List.of(6, 5, 2), List.of(layers)));
  }

  private static Encoder encoder(Layer... layers) {
    return noisy(new Architecture(List.of(FEATURES), List.of(layers)));
  }

  private static Encoder noisy(Architecture architecture) {
    Encoder encoder = Encoder.initial(architecture, new Seed(3));
    // Biases that are not zero, so that a mistake in them shows.
    float[] values = encoder.weights().values();
    float[] noise = Randoms.gaussian(1, values.length, 12).data();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.1f * noise[i];
    }
    return encoder;
  }

  private static EmbeddingGradient allActive(Matrix dEmbeddings) {
    EmbeddingGradient gradient = new EmbeddingGradient(dEmbeddings.rows(), dEmbeddings.columns());
    System.arraycopy(dEmbeddings.data(), 0, gradient.matrix().data(), 0, dEmbeddings.data().length);
    for (int i = 0; i < dEmbeddings.rows(); i++) {
      gradient.activate(i);
    }
    return gradient;
  }

  /** Of L = sum of dEmbeddings x embeddings, for every weight. */
  private void checkGradient(Encoder encoder, Rows input) {
    checkGradient(encoder, input, encoder.layers());
  }

  /** For the weights of the first {@code layers} layers. */
  private void checkGradient(Encoder encoder, Rows input, int layers) {
    Matrix dEmbeddings = Randoms.gaussian(ROWS, encoder.embeddingSize(), 13);
    TrainingPass pass = new TrainingPass(encoder, ROWS, workers);
    pass.forward(input);
    float[] gradient = pass.backward(allActive(dEmbeddings)).clone();
    Weights weights = encoder.weights();
    for (int layer = 0; layer < layers; layer++) {
      int end = layer + 1 < encoder.layers() ? weights.offset(layer + 1) : weights.size();
      checkLayer(encoder, input, dEmbeddings, gradient, weights.offset(layer), end);
    }
  }

  /**
   * Compares one layer's gradient by its own largest number: others may be far larger.
   *
   * @param from first weight of the layer
   * @param to end of its weights
   */
  private void checkLayer(
      Encoder encoder, Rows input, Matrix dEmbeddings, float[] gradient, int from, int to) {
    float[] weights = encoder.weights().values();
    double middle = value(encoder, input, dEmbeddings);
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(gradient[i]));
    }
    int compared = 0;
    for (int i = from; i < to; i++) {
      float kept = weights[i];
      float step = 1f / 512;
      weights[i] = kept + step;
      double above = value(encoder, input, dEmbeddings);
      weights[i] = kept - step;
      double below = value(encoder, input, dEmbeddings);
      weights[i] = kept;
      if (Math.abs(above + below - 2 * middle) > 2e-3 * largest * step + ROUNDING * step) {
        continue; // a kink of relu lies within the step, or the function bends too much
      }
      compared++;
      double expected = (above - below) / (2 * step);
      assertThat((double) gradient[i])
          .as("weight %d", i)
          .isCloseTo(expected, within(4e-3 * largest + ROUNDING));
    }
    assertThat(compared)
        .as("compared from weight %d on", from)
        .isGreaterThanOrEqualTo((to - from) / 2);
  }

  /** In a pass of its own, which drops out what the first step of any does. */
  private double value(Encoder encoder, Rows input, Matrix dEmbeddings) {
    Matrix embeddings = new TrainingPass(encoder, ROWS, workers).forward(input);
    double sum = 0;
    for (int i = 0; i < embeddings.data().length; i++) {
      sum += (double) dEmbeddings.data()[i] * embeddings.data()[i];
    }
    return sum;
  }

  private static double length(Matrix matrix, int row) {
    double sum = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      sum += matrix.get(row, j) * matrix.get(row, j);
    }
    return Math.sqrt(sum);
  }
}
