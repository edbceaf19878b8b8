package io.tercet.app.run.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.plot.PngWriter;
import io.tercet.data.ByteImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleThumbnailsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "28, 28, 28, 28",
    "64, 1, 64, 1",
    "65, 1, 32, 1",
    "1, 5000, 1, 63",
    "5000, 1, 63, 1",
    "2, 6500, 1, 63",
    "130, 128, 43, 42"
  })
  void shrinksImagesOfAnyProportions(int height, int width, int rows, int columns)
      throws IOException {
    byte[] pixels = new byte[height * width];
    Arrays.fill(pixels, (byte) 200);
    ByteImages images = new ByteImages(List.of(height, width), List.of("a"), pixels, new int[] {0});
    ExampleThumbnails thumbnails = ExampleThumbnails.of(images);
    assertThat(thumbnails.shape()).containsExactly(rows, columns, 1);
    byte[] small = thumbnails.read(0);
    assertThat(small).hasSize(rows * columns).containsOnly((byte) 200);
    byte[] png = PngWriter.encode(thumbnails.shape(), small);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(List.of(image.getHeight(), image.getWidth())).isEqualTo(List.of(rows, columns));
  }
}
