package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EmbeddingSpreadTest {

  @Test
  void randomEmbeddingsUseAllDimensions() {
    EmbeddingSpread spread = EmbeddingSpread.of(Randoms.gaussian(5000, 8, 1));
    assertThat(spread.relativeSpread()).isCloseTo(1, within(0.01));
    assertThat(spread.effectiveDimension()).isCloseTo(8, within(0.1));
    assertThat(spread.isCollapsed()).isFalse();
  }

  @Test
  void pointsOnALineHaveOneDimension() {
    Matrix line = Matrix.zeros(100, 3);
    for (int i = 0; i < 100; i++) {
      line.set(i, 0, i);
      line.set(i, 1, 2 * i);
    }
    assertThat(EmbeddingSpread.of(line).effectiveDimension()).isCloseTo(1, within(1e-9));
  }

  @Test
  void nearlyOnePointIsCollapsed() {
    Matrix point = Matrix.zeros(50, 4);
    Arrays.fill(point.data(), 0.5f);
    assertThat(EmbeddingSpread.of(point)).isEqualTo(new EmbeddingSpread(0, 0));
    float[] noise = Randoms.gaussian(50, 4, 2).data();
    for (int i = 0; i < noise.length; i++) {
      point.data()[i] += 0.01f * noise[i];
    }
    assertThat(EmbeddingSpread.of(point).isCollapsed()).isTrue();
    assertThat(EmbeddingSpread.of(Matrix.zeros(5, 3)).isCollapsed()).isTrue();
  }
}
