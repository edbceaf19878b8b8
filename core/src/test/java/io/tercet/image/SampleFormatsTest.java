package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tercet.image.format.ImageFormat;
import io.tercet.image.format.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of many widths and meanings become the right shades. */
class SampleFormatsTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "tiff-gray-float32-0to1.tif, 30, 90, 160, 240",
    "tiff-gray-uint32.tif, 30, 90, 160, 240",
    "png-gray2.png, 0, 85, 85, 170"
  })
  void grayOfAllWidths(String name, int first, int second, int third, int fourth)
      throws IOException {
    DecodedImage image = TestImages.decode(TestImages.resource("cases/" + name));
    assertThat(image.size()).isEqualTo(new ImageSize(48, 32));
    assertThat(image.channels()).isEqualTo(1);
    assertThat(image.sample(8, 8, 0)).isCloseTo(first, within(2));
    assertThat(image.sample(36, 8, 0)).isCloseTo(second, within(2));
    assertThat(image.sample(8, 24, 0)).isCloseTo(third, within(2));
    assertThat(image.sample(36, 24, 0)).isCloseTo(fourth, within(2));
  }

  @Test
  void signedSamplesAreRefused() throws IOException {
    assertRefused(
        TestImages.resource("cases/x-int16-negative.tif"),
        "a TIFF of signed samples of 16 bits, expected unsigned");
  }

  @Test
  void aFrameOfAGifLiesOnItsCanvas() throws IOException {
    DecodedImage image = TestImages.decode(TestImages.resource("cases/gif-first-frame-offset.gif"));
    assertThat(image.size()).isEqualTo(new ImageSize(48, 32));
    assertColor(image, 36, 24, 220, 220, 60, 0);
    assertColor(image, 23, 24, 255, 255, 255, 0);
    assertColor(image, 36, 15, 255, 255, 255, 0);
    assertColor(image, 24, 16, 220, 220, 60, 0);
  }

  @Test
  void inksOfAdobe() throws IOException {
    DecodedImage image = TestImages.decode(TestImages.resource("cases/jpeg-cmyk-adobe.jpg"));
    assertColor(image, 8, 8, 200, 40, 40, 12);
    assertColor(image, 36, 8, 40, 200, 40, 12);
    assertColor(image, 8, 24, 40, 40, 200, 12);
    assertColor(image, 36, 24, 220, 220, 60, 12);
  }

  @Test
  void anOrientationThatIsNoneIsPassedOver() throws IOException {
    Path path = folder.resolve("exif-9.jpg");
    Files.write(path, TestImages.resource("cases/jpeg-exif-9.jpg"));
    assertThat(ImageFile.header(path, new ImageContents(0)).size())
        .isEqualTo(new ImageSize(48, 32));
    assertThat(ImageFile.read(path).size()).isEqualTo(new ImageSize(48, 32));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255, 65_535})
  void orientationsThatAreNoneArePassedOverInTiffToo(int orientation) throws IOException {
    byte[] tiff = new TinyTiff(3, 2, 8, 1).with(274, 3, orientation).bytes(new byte[6]);
    assertThat(ImageFormat.outline(tiff).uprightSize()).isEqualTo(new ImageSize(3, 2));
    byte[] turned = new TinyTiff(3, 2, 8, 1).with(274, 3, 6).bytes(new byte[6]);
    assertThat(ImageFormat.outline(turned).uprightSize()).isEqualTo(new ImageSize(2, 3));
  }

  @ParameterizedTest
  @CsvSource({"1, 255", "2, 85", "4, 17"})
  void tiffsOfFewBits(int bits, int second) throws IOException {
    byte[] samples = {(byte) (1 << (8 - 2 * bits)), 0};
    TinyTiff black = new TinyTiff(2, 1, bits, 1);
    assertThat(TestImages.decode(black.bytes(samples)).samples()).containsExactly(0, (byte) second);
    TinyTiff white = new TinyTiff(2, 1, bits, 1).with(262, 3, 0);
    assertThat(TestImages.decode(white.bytes(samples)).samples())
        .containsExactly(255, (byte) (255 - second));
  }

  @Test
  void tiffsInPlanesAndWithOpacity() throws IOException {
    byte[] planes = {1, 2, 3, 4, 5, 6};
    TinyTiff apart = new TinyTiff(2, 1, 8, 3).with(262, 3, 2).with(284, 3, 2).strips(3);
    assertThat(TestImages.decode(apart.bytes(planes)).samples()).containsExactly(1, 3, 5, 2, 4, 6);
    byte[] halfBlack = {0, (byte) 128, 100, (byte) 255};
    TinyTiff opacity = new TinyTiff(2, 1, 8, 2).with(338, 3, 2);
    assertThat(TestImages.decode(opacity.bytes(halfBlack)).samples()).containsExactly(127, 100);
    TinyTiff premultiplied = new TinyTiff(2, 1, 8, 2).with(338, 3, 1);
    assertThat(TestImages.decode(premultiplied.bytes(halfBlack)).samples())
        .containsExactly(127, 100);
  }

  @ParameterizedTest
  @ValueSource(floats = {2, -1, Float.NaN, 255, Float.POSITIVE_INFINITY})
  void floatingPointBeyondOneIsRefused(float sample) throws IOException {
    byte[] tiff =
        new TinyTiff(1, 1, 32, 1)
            .with(339, 3, 3)
            .bytes(TinyTiff.little32(Float.floatToIntBits(sample)));
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> TestImages.decode(tiff))
        .withMessageContaining("floating point samples like " + (double) sample);
  }

  @ParameterizedTest
  @CsvSource({
    "339, 5, other samples",
    "262, 8, photometric interpretation 8",
    "259, 50000, compression 50000"
  })
  void tiffsOfOtherKindsAreNamed(int tag, int value, String message) throws IOException {
    assertRefused(new TinyTiff(1, 1, 8, 1).with(tag, 3, value).bytes(new byte[4]), message);
  }

  @ParameterizedTest
  @CsvSource({
    "'\0\0\b\1\0\0\0\1\3', an IDX file",
    "'\0\0\1\1\377', an unknown format",
    "'P4 8 1 \377', a Netpbm bitmap (PBM)",
    "'\0\0\0\30ftypheic\0\0\0\0', HEIC or a film",
    "'\0\0\0\34ftypavif\0\0\0\0', AVIF",
    "'8BPS\0\1', a Photoshop file",
    "'BMX is a word', an unknown format"
  })
  void otherFormatsAreNoPictures(String start, String name) {
    assertRefused(start.getBytes(StandardCharsets.ISO_8859_1), name + ", expected an image: PNG");
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(content))
        .withMessageContaining(message);
  }

  private static void assertColor(
      DecodedImage image, int x, int y, int red, int green, int blue, int off) {
    assertThat(image.sample(x, y, 0)).isCloseTo(red, within(off));
    assertThat(image.sample(x, y, 1)).isCloseTo(green, within(off));
    assertThat(image.sample(x, y, 2)).isCloseTo(blue, within(off));
  }
}
