package io.tercet.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Randoms;
import org.junit.jupiter.api.Test;

class AdamTest {
  private final Workers workers = new Workers(2);

  @Test
  void stepsAsTheFormulaSays() {
    int size = 5000;
    float[] weights = Randoms.gaussian(1, size, 1).data();
    double[] expected = new double[size];
    double[] mean = new double[size];
    double[] variance = new double[size];
    for (int i = 0; i < size; i++) {
      expected[i] = weights[i];
    }
    WeightUpdater adam = new Adam(0.01, 0.9, 0.999, 1e-7, 0.5).bind(size);
    for (int t = 1; t <= 20; t++) {
      float[] gradient = Randoms.gaussian(1, size, 10 + t).data();
      double share = t < 10 ? 1 : 0.5;
      adam.step(weights, gradient, share, workers);
      double rate = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      for (int i = 0; i < size; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        variance[i] = 0.999 * variance[i] + 0.001 * gradient[i] * gradient[i];
        expected[i] *= 1 - share * 0.01 * 0.5;
        expected[i] -= share * rate * mean[i] / (Math.sqrt(variance[i]) + 1e-7);
      }
    }
    for (int i = 0; i < size; i++) {
      assertThat((double) weights[i]).isCloseTo(expected[i], within(2e-5));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    WeightUpdater adam = Adam.KERAS.bind(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adam.step(new float[3], new float[4], 1, workers))
        .withMessage("made for 3 weights, found 3 and a gradient of 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adam.KERAS.withLearningRate(0))
        .withMessage(
            "learningRate: found 0.0, expected above 0 and finite in float32, 1e-18 to 1e18");
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.1, 1, 0.999, 1e-7, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adam.KERAS.withWeightDecay(1000))
        .withMessage(
            "weightDecay: found 1000.0, expected at least 0 and below 1 / 0.001, one by the"
                + " learning rate");
  }
}
