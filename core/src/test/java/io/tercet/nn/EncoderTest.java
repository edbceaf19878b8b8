package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.data.ArrayDataset;
import io.tercet.input.EncodedDataset;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final Architecture CLASSIC =
      new Architecture(
          List.of(784), List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)));

  @Test
  void weightsStartGlorotUniformAndBiasesZero() {
    Weights weights = Encoder.initial(CLASSIC, new Seed(1)).weights();
    assertThat(weights.size()).isEqualTo(54_400);
    assertThat(weights.pieces().stream().map(Weights.Piece::name))
        .containsExactly("dense_1.kernel", "dense_1.bias", "dense_2.kernel", "dense_2.bias");
    float limit = (float) Math.sqrt(6.0 / (784 + 64));
    float[] kernel = Arrays.copyOf(weights.values(), 784 * 64);
    double mean = 0;
    double square = 0;
    for (float w : kernel) {
      assertThat(w).isBetween(-limit, limit);
      mean += w / kernel.length;
      square += w * w / kernel.length;
    }
    assertThat(mean).isCloseTo(0, within(1e-3));
    assertThat(square).isCloseTo(limit * limit / 3.0, within(limit * limit / 100.0));
    assertThat(Arrays.copyOfRange(weights.values(), 784 * 64, 784 * 64 + 64)).containsOnly(0);
  }

  @Test
  void sameSeedSameWeights() {
    float[] first = Encoder.initial(CLASSIC, new Seed(1)).weights().values();
    assertThat(Encoder.initial(CLASSIC, new Seed(1)).weights().values()).isEqualTo(first);
    assertThat(Encoder.initial(CLASSIC, new Seed(2)).weights().values()).isNotEqualTo(first);
  }

  @Test
  void embedsOneRowAsItEmbedsItAmongOthers() {
    Encoder encoder = Encoder.initial(CLASSIC, new Seed(1));
    Matrix features = Randoms.sparse(1000, 784, 0.2, 1);
    try (Workers workers = new Workers(3)) {
      EncodedDataset reader = EncodedDataset.of(ArrayDataset.of(features, new int[1000]), workers);
      Matrix all = encoder.embed(reader, workers);
      Matrix one = encoder.embed(reader.read(new int[] {777}));
      assertThat(one.data()).isEqualTo(all.select(new int[] {777}).data());
    }
  }

  @Test
  void architecturesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Architecture(List.of(784), List.of()))
        .withMessage("an encoder needs at least one layer, found []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Architecture(List.of(28, 28), CLASSIC.layers()))
        .withMessage("Dense takes vectors, found inputs of shape [28, 28]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Architecture(List.of(0), CLASSIC.layers()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(0, Activation.RELU))
        .withMessage("a dense layer needs at least 1 unit, found 0");
  }

  @Test
  void summaryIsTheTableOfTheNotebook() {
    assertThat(Summary.of(CLASSIC).lines())
        .anyMatch(line -> line.matches("dense_1 \\(Dense, relu\\) +\\[n, 64] +50,240"))
        .anyMatch(line -> line.matches("dense_2 \\(Dense, sigmoid\\) +\\[n, 64] +4,160"))
        .contains("Total parameters: 54,400", "Trainable parameters: 54,400");
    assertThat(Summary.ofSiamese(CLASSIC).lines())
        .filteredOn(line -> line.contains("(InputLayer)"))
        .hasSize(3);
    assertThat(Summary.ofSiamese(CLASSIC))
        .contains("[n, 192]", "Total parameters: 54,400")
        .containsOnlyOnce("54,400  anchor, positive, negative");
  }
}
