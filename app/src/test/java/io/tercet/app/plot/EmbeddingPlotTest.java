package io.tercet.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tercet.tensor.Matrix;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingPlotTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WHITE = 0xffffffff;

  static Stream<List<Double>> losses() {
    return Stream.of(
        List.of(1e16, 0.5),
        List.of(1e16, Math.nextUp(1e16), Math.nextDown(1e16)),
        List.of(1e300, 1e300),
        List.of(Double.MAX_VALUE, -Double.MAX_VALUE),
        List.of(1e-16, 1.1e-16),
        List.of(1.0, 1 + 1e-16),
        List.of(Double.MIN_VALUE, 2 * Double.MIN_VALUE),
        List.of(-0.5, -0.9),
        List.of(0.3, 0.3, 0.3),
        List.of(0.0, 0.0),
        List.of(Double.NaN, 1.0, Double.POSITIVE_INFINITY),
        List.of(Double.NaN),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void drawsLossesOfAnySize(List<Double> losses) {
    EmbeddingSnapshot frame = frame(List.of("cat", "dog"), 1, 40);
    BufferedImage picture =
        assertTimeoutPreemptively(SOON, () -> EmbeddingPlot.ofEpoch(frame, losses, 10));
    assertThat(hasColor(picture, Palette.color(0).getRGB(), 1280, 2240))
        .as("the line of the losses")
        .isEqualTo(losses.stream().filter(Double::isFinite).count() > 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e16, 1e38, 1e-16, 1e-40, 1e-45, 0, 99_999, 1e5})
  void drawsPointsOfAnySize(double size) {
    EmbeddingSnapshot frame = frame(List.of("cat", "dog"), size, 40);
    BufferedImage picture =
        assertTimeoutPreemptively(SOON, () -> EmbeddingPlot.ofEpoch(frame, List.of(), 10));
    assertThat(hasOtherThanGray(picture, 0, 0, 1280, 1000)).isTrue();
    assertTimeoutPreemptively(SOON, () -> EmbeddingPlot.overview(List.of(frame)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void leavesOutPointsWithoutAPlace(double size) {
    EmbeddingSnapshot frame = frame(List.of("cat", "dog"), size, 40);
    BufferedImage picture =
        assertTimeoutPreemptively(SOON, () -> EmbeddingPlot.ofEpoch(frame, List.of(), 10));
    assertThat(hasOtherThanGray(picture, 0, 0, 1280, 1000)).isFalse();
  }

  @Test
  void drawsOnePoint() {
    Matrix point = Matrix.wrap(1, 2, new float[] {1e16f, 3});
    double[] none = {Double.NaN, Double.NaN};
    EmbeddingSnapshot frame =
        new EmbeddingSnapshot(0, point, new int[] {1}, List.of("a", "b"), none);
    BufferedImage picture =
        assertTimeoutPreemptively(SOON, () -> EmbeddingPlot.ofEpoch(frame, List.of(), 1));
    assertThat(hasOtherThanGray(picture, 0, 0, 1280, 1000)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 36, 60, 61, 500})
  void drawsEachClassAndNothingOutsideThePicture(int classes) {
    List<String> names =
        IntStream.range(0, classes)
            .mapToObj(i -> "vertebrates/mammals/a rather long name of class " + i)
            .toList();
    EmbeddingSnapshot frame = frame(names, 1, 1000);
    for (BufferedImage picture :
        List.of(
            EmbeddingPlot.ofEpoch(frame, List.of(1.0), 2),
            EmbeddingPlot.overview(List.of(frame)))) {
      assertThat(edgesAreWhite(picture)).isTrue();
    }
  }

  private static EmbeddingSnapshot frame(List<String> names, double size, int points) {
    Random random = new Random(1);
    float[] values = new float[2 * points];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (size * random.nextGaussian());
    }
    int[] labels = IntStream.range(0, points).map(i -> i % names.size()).toArray();
    double[] shares = {0.5, 0.25};
    return new EmbeddingSnapshot(3, Matrix.wrap(points, 2, values), labels, names, shares);
  }

  private static boolean hasColor(BufferedImage picture, int color, int from, int to) {
    int[] row = picture.getRGB(from, 0, to - from, 1000, null, 0, to - from);
    return Arrays.stream(row).anyMatch(pixel -> pixel == color);
  }

  /** Text and grid lines are nearly gray, classes are not. */
  private static boolean hasOtherThanGray(BufferedImage picture, int x, int y, int w, int h) {
    return Arrays.stream(picture.getRGB(x, y, w, h, null, 0, w))
        .anyMatch(pixel -> Math.abs((pixel >> 16 & 0xff) - (pixel & 0xff)) > 60);
  }

  private static boolean edgesAreWhite(BufferedImage picture) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    return IntStream.range(0, h)
            .allMatch(y -> picture.getRGB(0, y) == WHITE && picture.getRGB(w - 1, y) == WHITE)
        && IntStream.range(0, w).allMatch(x -> picture.getRGB(x, h - 1) == WHITE);
  }
}
