package io.tercet.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.ByteImages;
import io.tercet.data.Dataset;
import io.tercet.sampling.Batch;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripletPlotTest {
  @ParameterizedTest
  @CsvSource({
    "28, 28, 112, 112",
    "1, 1, 112, 112",
    "1, 5000, 4, 112",
    "5000, 1, 112, 4",
    "10, 20, 56, 112"
  })
  void keepsTheProportionsOfImages(int height, int width, int drawnHeight, int drawnWidth) {
    Dataset dataset = white(height, width);
    Rectangle place = ExampleImage.place(dataset, 0, 0, 112);
    assertThat(place.getSize().height).isEqualTo(drawnHeight);
    assertThat(place.getSize().width).isEqualTo(drawnWidth);
    assertThat(place.getCenterX()).isEqualTo(56);
    assertThat(place.getCenterY()).isEqualTo(56);
    BufferedImage picture =
        TripletPlot.draw(dataset, new Batch(new int[] {0, 1, 2}, new int[] {0, 0, 1}, 1));
    assertThat(picture.getWidth()).isPositive();
  }

  private static Dataset white(int height, int width) {
    byte[] pixels = new byte[3 * height * width];
    return new ByteImages(
        List.of(height, width),
        List.of("猫 with a very long name", "dog"),
        pixels,
        new int[] {0, 0, 1});
  }
}
