package io.tercet.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tercet.eval.PairDistances;
import io.tercet.eval.VerificationScores;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationPlotTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** The last one gives distances of which some are infinite. */
  @ParameterizedTest
  @ValueSource(floats = {1, 0, 1e16f, 1e-20f, 1.4E-45f, 3e38f})
  void drawsDistancesOfAnySize(float size) {
    float[] distances = new float[200];
    boolean[] same = new boolean[200];
    for (int i = 0; i < distances.length; i++) {
      same[i] = i % 2 == 0;
      distances[i] = size * (same[i] ? 0.2f : 1) * (0.5f + i / 200f);
    }
    PairDistances pairs = PairDistances.of(distances, same);
    VerificationScores scores = VerificationScores.of(pairs);
    BufferedImage histogram =
        assertTimeoutPreemptively(SOON, () -> VerificationPlot.histogram(pairs, scores));
    BufferedImage roc = assertTimeoutPreemptively(SOON, () -> VerificationPlot.roc(scores));
    assertThat(has(histogram, Palette.color(1).getRGB())).as("different classes").isTrue();
    assertThat(has(roc, Palette.color(0).getRGB())).as("the curve").isTrue();
  }

  private static boolean has(BufferedImage picture, int color) {
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    return Arrays.stream(pixels).anyMatch(pixel -> pixel == color);
  }
}
