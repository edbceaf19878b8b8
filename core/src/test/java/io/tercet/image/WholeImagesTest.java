package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.image.format.ImageFormat;
import io.tercet.image.format.ImageFormatException;
import io.tercet.image.format.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same image in many formats; each file whole, and cut at each of its bytes. */
class WholeImagesTest {
  /** Files of the same pixels as a PPM or PGM file of that name. */
  private static final List<String> EXACT =
      List.of(
          "colors.png",
          "gray.png",
          "few.png",
          "two.png",
          "white.png",
          "gray-16.png",
          "colors.bmp",
          "gray.bmp",
          "few.bmp",
          "two.bmp",
          "few.gif",
          "few-interlaced.gif",
          "few-animated.gif",
          "gray.gif",
          "two.gif",
          "colors-lzw.tif",
          "colors-deflate.tif",
          "colors-packbits.tif",
          "colors-plain.tif",
          "colors-predictor.tif",
          "gray-lzw.tif",
          "gray-deflate.tif",
          "gray-packbits.tif",
          "gray-plain.tif",
          "gray-16.tif",
          "few-lzw.tif",
          "two-group3.tif",
          "two-group4.tif",
          "white-deflate.tif",
          "colors.webp",
          "colors-fast.webp",
          "few.webp",
          "white.webp",
          "colors-animated.webp",
          "few-text.ppm",
          "gray-text.pgm",
          "colors.ppm",
          "gray.pgm");

  /** Files of nearly the same pixels. */
  private static final List<String> LOSSY =
      List.of(
          "smooth.jpg",
          "smooth-progressive.jpg",
          "smoothgray.jpg",
          "smooth-cmyk.jpg",
          "smooth-jpeg.tif",
          "smooth-cmyk.tif",
          "smooth.webp",
          "smooth-opacity.webp");

  static Stream<String> exact() {
    return EXACT.stream();
  }

  static Stream<String> lossy() {
    return LOSSY.stream();
  }

  static Stream<String> all() {
    return Stream.concat(exact(), lossy());
  }

  private static DecodedImage reference(String name) throws IOException {
    String image = name.replaceAll("[-.].*", "");
    boolean gray = List.of("gray", "two", "smoothgray").contains(image);
    return TestImages.decode(TestImages.resource("whole/" + image + (gray ? ".pgm" : ".ppm")));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void formatsWithoutLossGiveTheSamePixels(String name) throws IOException {
    DecodedImage expected = reference(name);
    DecodedImage found = TestImages.decode(TestImages.resource("whole/" + name));
    boolean palette = name.endsWith(".tif") && name.startsWith("few"); // 16 bits a color
    assertThat(TestImages.largestDifference(found, expected)).isLessThanOrEqualTo(palette ? 1 : 0);
    if (!name.endsWith(".webp")) {
      assertThat(found.channels()).isEqualTo(expected.channels());
    }
  }

  @ParameterizedTest
  @MethodSource("lossy")
  void formatsWithLossGiveNearlyTheSamePixels(String name) throws IOException {
    DecodedImage found = TestImages.decode(TestImages.resource("whole/" + name));
    int difference = TestImages.largestDifference(found, reference(name));
    assertThat(difference).isLessThanOrEqualTo(name.endsWith("webp") ? 14 : 7);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFileThatWasCutAnywhereIsRefused(String name) throws IOException {
    assertRefusedWhereverCut(TestImages.resource("whole/" + name));
  }

  private static void assertRefusedWhereverCut(byte[] whole) {
    List<Integer> read = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      try {
        ImageFormat.outline(TestImages.cut(whole, length));
        read.add(length);
      } catch (ImageFormatException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(read).isEmpty();
  }

  /** Films and cameras put more behind the image, and others fill a block of the disk. */
  @ParameterizedTest
  @MethodSource("all")
  void whatFollowsThePictureIsPassedOver(String name) throws IOException {
    byte[] whole = TestImages.resource("whole/" + name);
    byte[] longer = TestImages.cut(whole, whole.length + 1000);
    assertThat(TestImages.decode(longer).samples()).isEqualTo(TestImages.decode(whole).samples());
    System.arraycopy(whole, 0, longer, whole.length, Math.min(1000, whole.length));
    assertThat(TestImages.decode(longer).samples()).isEqualTo(TestImages.decode(whole).samples());
  }

  /** What the JDK writes and the others do not: other orders of rows, run lengths, tiles. */
  @ParameterizedTest
  @CsvSource({"png, 5", "png, 10", "png, 13", "bmp, 10", "bmp, 13", "tif, 5", "tif, 10"})
  void otherKindsOfTheJdkGiveTheSamePixels(String format, int type) throws IOException {
    BufferedImage image = new BufferedImage(53, 37, type);
    for (int i = 0; i < 53 * 37; i++) {
      image.setRGB(i % 53, i / 53, 0xff000000 | i % 3 * 0x203040 * (i / 53 % 5));
    }
    byte[] plain = written(image, format, false);
    byte[] other = written(image, format, true);
    assertThat(other).isNotEqualTo(plain);
    DecodedImage expected = TestImages.decode(plain);
    assertThat(TestImages.decode(other).samples()).isEqualTo(expected.samples());
    assertRefusedWhereverCut(plain);
    assertRefusedWhereverCut(other);
    for (int i = 0; i < 53 * 37 && type != BufferedImage.TYPE_BYTE_GRAY; i++) {
      assertThat(expected.toColor().sample(i % 53, i / 53, 2))
          .isEqualTo(image.getRGB(i % 53, i / 53) & 0xff);
    }
  }

  private static byte[] written(BufferedImage image, String format, boolean other)
      throws IOException {
    ImageWriter writer = writerOfTheJdk(image, format);
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (other && format.equals("png")) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    } else if (other && format.equals("bmp")) {
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType("BI_RLE8");
    } else if (other) {
      how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      how.setTiling(16, 32, 0, 0);
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType("ZLib");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  private static ImageWriter writerOfTheJdk(BufferedImage image, String format) {
    Iterator<ImageWriter> writers =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
    ImageWriter writer = writers.next();
    while (!writer.getClass().getName().startsWith("com.sun.")) {
      writer = writers.next();
    }
    return writer;
  }

  @Test
  void pixelsThatAreMissingWithinAWholeFileAreMissed() throws IOException {
    byte[] jpeg = TestImages.resource("whole/smooth.jpg");
    byte[] less = TestImages.cut(jpeg, jpeg.length - 60);
    less[less.length - 2] = (byte) 0xff;
    less[less.length - 1] = (byte) 0xd9;
    ImageHeader outline = ImageFormat.outline(less);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> outline.decoder().start())
        .withMessageStartingWith("damaged JPEG: ");
  }

  /** A lossy WebP file whose chunk was cut, and whose lengths say so. */
  @Test
  void aPictureThatEndsEarlyInAWholeWebPIsRefused() throws IOException {
    byte[] whole = TestImages.resource("whole/smooth.webp");
    assertThat(new String(whole, 12, 4, StandardCharsets.US_ASCII)).isEqualTo("VP8 ");
    byte[] less = TestImages.cut(whole, whole.length / 2 / 2 * 2);
    System.arraycopy(TinyTiff.little32(less.length - 8), 0, less, 4, 4);
    System.arraycopy(TinyTiff.little32(less.length - 20), 0, less, 16, 4);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> TestImages.decode(less))
        .withMessageStartingWith("damaged WebP: ");
  }
}
