package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.image.format.ImageFormat;
import io.tercet.image.format.ImageFormatException;
import io.tercet.image.format.ImageHeader;
import io.tercet.image.format.ImageRows;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that ask for much memory or time. */
@Timeout(60)
class ImageBombsTest {
  @Test
  void theReaderOfThisWouldNotEnd() throws IOException {
    byte[] content = TestImages.resource("cases/hang-34-bytes.webp");
    long started = System.nanoTime();
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> TestImages.decode(content))
        .withMessage("damaged WebP: the image data ends early");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
  }

  /** Each bit of a small lossless image turned: none takes a second, all are read or refused. */
  @ParameterizedTest
  @ValueSource(strings = {"whole/few.webp", "whole/colors-fast.webp", "cases/hang-34-bytes.webp"})
  void noBitOfALosslessPictureMakesItEndless(String name) throws IOException {
    byte[] whole = TestImages.resource(name);
    int refused = 0;
    long slowest = 0;
    for (int bit = 20 * 8; bit < Math.min(whole.length, 300) * 8; bit++) {
      byte[] turned = whole.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      long started = System.nanoTime();
      try {
        if (ImageFormat.outline(turned).memory() < 1 << 25) {
          TestImages.decode(turned);
        }
      } catch (ImageFormatException e) {
        refused++;
      }
      slowest = Math.max(slowest, System.nanoTime() - started);
    }
    assertThat(refused).isPositive();
    assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
  }

  /** Found by bench/fuzz: one color for all pixels takes no bits at all in a lossless WebP. */
  @Test
  void millionsOfPixelsInAFewBytesAreRefused() {
    byte[] content =
        HexFormat.of()
            .parseHex(
                "524946461a000000574542505650384c" + "0d0000002f00ffff100710111188" + "88fe0700");
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(content))
        .withMessageMatching("an image of .* pixels in a file of \\d+ bytes, expected more bytes");
  }

  @Test
  void aChunkThatIsLongerThanTheFileIsRefused() {
    assertRefused(
        "cases/allocation-234-bytes.png", "truncated after 234 bytes, within the chunk tEXt");
  }

  private static void assertRefused(String name, String message) {
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(TestImages.resource(name)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iTXt", "iCCP"})
  void textsAndProfilesAreNotInflated(String type) throws IOException {
    byte[] text = deflated(1 << 28);
    byte[] named = new byte[text.length + 9];
    System.arraycopy("Comment".getBytes(StandardCharsets.US_ASCII), 0, named, 0, 7);
    System.arraycopy(text, 0, named, 9, text.length);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    start(png, 8, 8);
    chunk(png, type, named);
    chunk(png, "IDAT", deflated(2 * 8));
    chunk(png, "IEND", new byte[0]);
    ImageHeader outline = ImageFormat.outline(png.toByteArray());
    assertThat(outline.memory()).isLessThan(1 << 20);
    assertThat(TestImages.decode(png.toByteArray()).samples()).isEqualTo(new byte[64]);
  }

  @Test
  void aPictureOfOneColumnOrOfTooManyPixelsIsRefused() throws IOException {
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(png(1, 1 << 26, 10)))
        .withMessageContaining("1 x 67108864 pixels, expected at most 64 million and 65535");
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(png(8193, 8192, 10)))
        .withMessageContaining("8193 x 8192 pixels, expected at most 64 million");
  }

  /** 64 million pixels are read, in a few rows at a time. */
  @Test
  void manyPixelsOfOneBitTakeLittleMemory() throws IOException {
    byte[] content = png(8192, 8192, 1025L * 8192);
    assertThat(content.length).isLessThan(10_000);
    ImageHeader outline = ImageFormat.outline(content);
    assertThat(outline.memory()).isLessThan(1 << 17);
    byte[] row = new byte[8192];
    ImageRows rows = outline.decoder().start();
    for (int y = 0; y < 8192; y++) {
      rows.next(row);
    }
    rows.close();
    assertThat(row).containsOnly(0);
  }

  @Test
  void picturesWithFewerPixelsThanTheySayAreRefused() throws IOException {
    byte[] content = png(800, 800, 101 * 799);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> TestImages.decode(content))
        .withMessage("damaged PNG: the image data ends within row 799");
  }

  @ParameterizedTest
  @CsvSource({
    "322, 1048576, 323, 1048576, strips or tiles of 1048576 x 1048576 pixels",
    "322, 17, 323, 16, strips or tiles of 17 x 16 pixels",
    "277, 60000, 258, 8, 60000 samples a pixel",
    "258, 4096, 277, 1, samples of 4096 bits",
    "256, 4294967295, 257, 1, 4294967295 x 1 pixels",
    "256, 0, 257, 1, 0 x 1 pixels",
    "278, 0, 257, 8, strips or tiles of 8 x 0 pixels"
  })
  void tiffsThatAskForMuchAreRefused(int tag, long value, int other, long second, String message)
      throws IOException {
    byte[] tiff =
        new TinyTiff(8, 8, 8, 1).with(tag, 4, value).with(other, 4, second).bytes(new byte[64]);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(tiff))
        .withMessageContaining(message);
  }

  @Test
  void directoriesThatLeadBackAreRefused() throws IOException {
    byte[] tiff = new TinyTiff(8, 8, 8, 1).bytes(new byte[64]);
    byte[] first = new byte[4];
    System.arraycopy(tiff, 4, first, 0, 4);
    System.arraycopy(first, 0, tiff, tiff.length - 4, 4);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(tiff))
        .withMessageContaining("circular directories");
  }

  @ParameterizedTest
  @CsvSource({"40000, 40000", "-1, 5", "0, 0"})
  void hugeBmpsAreRefused(int width, int height) throws IOException {
    byte[] bmp = TestImages.resource("whole/few.bmp");
    System.arraycopy(TinyTiff.little32(width), 0, bmp, 18, 4);
    System.arraycopy(TinyTiff.little32(height), 0, bmp, 22, 4);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(bmp))
        .withMessageContaining("pixels, expected at");
  }

  @Test
  void aBmpHasItsPixelsInTheFile() throws IOException {
    byte[] bmp = TestImages.resource("whole/few.bmp");
    System.arraycopy(TinyTiff.little32(8000), 0, bmp, 18, 4);
    System.arraycopy(TinyTiff.little32(8000), 0, bmp, 22, 4);
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> ImageFormat.outline(bmp))
        .withMessageContaining("within the image data");
  }

  private static byte[] png(int width, int height, long bytes) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    start(png, width, height);
    chunk(png, "IDAT", deflated(bytes));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void start(ByteArrayOutputStream png, int width, int height) throws IOException {
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {1, 0, 0, 0, 0});
    chunk(png, "IHDR", header.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content)
      throws IOException {
    DataOutputStream out = new DataOutputStream(png);
    out.writeInt(content.length);
    out.writeBytes(type);
    out.write(content);
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.US_ASCII));
    sum.update(content);
    out.writeInt((int) sum.getValue());
  }

  /** Zeros. */
  private static byte[] deflated(long count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(9))) {
      byte[] zeros = new byte[1 << 16];
      for (long left = count; left > 0; left -= zeros.length) {
        out.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    }
    return bytes.toByteArray();
  }
}
