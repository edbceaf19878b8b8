package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiameseNetworkTest {
  private static final int N = 4;
  private static final int D = 3;

  private final Encoder encoder =
      Encoder.initial(
          new Architecture(List.of(6), List.of(new Dense(D, Activation.TANH))), new Seed(1));
  private final SiameseNetwork network = new SiameseNetwork(encoder);

  @Test
  void outputIsTheThreeEmbeddingsSideBySide() {
    Matrix a = Randoms.gaussian(N, 6, 1);
    Matrix p = Randoms.gaussian(N, 6, 2);
    Matrix n = Randoms.gaussian(N, 6, 3);
    Matrix output = network.forward(a, p, n);
    assertThat(output.columns()).isEqualTo(3 * D);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < D; j++) {
        assertThat(output.get(i, j)).isEqualTo(encoder.embed(a).get(i, j));
        assertThat(output.get(i, D + j)).isEqualTo(encoder.embed(p).get(i, j));
        assertThat(output.get(i, 2 * D + j)).isEqualTo(encoder.embed(n).get(i, j));
      }
    }
  }

  @Test
  void thereIsOneSetOfWeightsForAllThreePaths() {
    Matrix x = Randoms.gaussian(N, 6, 4);
    Matrix before = network.forward(x, x, x);
    encoder.weights().values()[0] += 0.5f;
    Matrix after = network.forward(x, x, x);
    for (int i = 0; i < N; i++) {
      for (int path = 0; path < 3; path++) {
        assertThat(after.get(i, path * D)).isNotEqualTo(before.get(i, path * D));
        assertThat(after.get(i, path * D)).isEqualTo(after.get(i, 0));
      }
    }
  }

  @Test
  void gradientOfTheWeightsIsTheSumOverTheThreePaths() {
    try (Workers workers = new Workers(2)) {
      Matrix x = Randoms.gaussian(3 * N, 6, 5);
      TrainingPass pass = new TrainingPass(encoder, 3 * N, workers);
      Matrix embeddings = pass.forward(x);
      EmbeddingGradient gradient = new EmbeddingGradient(3 * N, D);
      Batch batch = new Batch(new int[3 * N], new int[3 * N], N);
      new TripletMeanSquareLoss(10).evaluate(batch, embeddings, gradient, workers);
      assertThat(gradient.activeCount()).isEqualTo(3 * N);
      float[] whole = pass.backward(gradient).clone();
      float[] sum = new float[whole.length];
      for (int path = 0; path < 3; path++) {
        pass.forward(x);
        gradient.clear();
        IntStream.range(path * N, (path + 1) * N).forEach(gradient::activate);
        float[] part = pass.backward(gradient);
        boolean moves = false;
        for (int i = 0; i < sum.length; i++) {
          sum[i] += part[i];
          moves |= part[i] != 0;
        }
        assertThat(moves).as("path %d updates the weights", path).isTrue();
      }
      assertThat(sum).containsExactly(whole, within(1e-6f));
    }
  }

  @Test
  void refusesInputsOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> network.forward(Matrix.zeros(2, 6), Matrix.zeros(3, 6), Matrix.zeros(2, 6)))
        .withMessageContaining("found 2, 3 and 2");
  }
}
