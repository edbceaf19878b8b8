package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Gradients are scaled to a norm of all of them together. */
class GradientClippingTest {
  private final Workers workers = new Workers(2);

  @Test
  void scalesAllByTheirCommonNorm() {
    float[] encoder = {3, 0};
    float[] loss = {0, -4};
    double norm = new GradientClipping(1).apply(List.of(encoder, loss), workers);
    assertThat(norm).isEqualTo(5);
    // torch.nn.utils.clip_grad_norm_([[3, 0], [0, -4]], 1): 3 / 5.000001
    assertThat(encoder).containsExactly(0.5999999f, 0);
    assertThat(loss).containsExactly(0f, -0.79999983f);
  }

  @Test
  void smallGradientsStay() {
    float[] gradient = {0.3f, 0.4f};
    assertThat(new GradientClipping(0.51).apply(List.of(gradient), workers))
        .isCloseTo(0.5, within(1e-7));
    assertThat(gradient).containsExactly(0.3f, 0.4f);
  }

  @Test
  void sameBytesOnAnyNumberOfThreadsAndAsANaiveLoop() {
    RandomGenerator random = new Seed(1).stream("gradients");
    float[] gradient = new float[100_003];
    double squares = 0;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) random.nextGaussian();
      squares += (double) gradient[i] * gradient[i];
    }
    float[] one = gradient.clone();
    float[] three = gradient.clone();
    try (Workers single = new Workers(1);
        Workers several = new Workers(3)) {
      double norm = new GradientClipping(2).apply(List.of(one), single);
      assertThat(new GradientClipping(2).apply(List.of(three), several)).isEqualTo(norm);
      assertThat(norm).isCloseTo(Math.sqrt(squares), within(1e-9 * norm));
      assertThat(three).isEqualTo(one);
      assertThat(one[7]).isCloseTo((float) (gradient[7] * 2 / norm), within(1e-6f));
    }
  }

  @Test
  void normMustBePositive() {
    for (double norm : new double[] {0, -1, Double.NaN}) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> Recipes.mlp().withClipNorm(norm))
          .withMessageContaining("clipNorm: found " + norm);
    }
  }
}
