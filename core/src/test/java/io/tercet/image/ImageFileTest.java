package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tercet.data.DataException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void readsWhatImageIoWrites(String format) throws IOException {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(200, 40, 90));
    graphics.fillRect(0, 0, 20, 10);
    graphics.dispose();
    Path path = write(image, format);
    ImageFile.Header header = ImageFile.header(path, new ImageContents(0));
    assertThat(header.size()).isEqualTo(new ImageSize(20, 10));
    assertThat(header.color()).isTrue();
    assertThat(header.sha256()).isEqualTo(ImageFile.sha256(Files.readAllBytes(path)));
    assertThat(header.memory()).isBetween(Files.size(path), 1L << 22);
    DecodedImage decoded = ImageFile.read(path);
    assertThat(decoded.size()).isEqualTo(new ImageSize(20, 10));
    assertThat(decoded.sample(7, 3, 0)).isCloseTo(200, within(4));
    assertThat(decoded.sample(7, 3, 1)).isCloseTo(40, within(4));
    assertThat(decoded.sample(7, 3, 2)).isCloseTo(90, within(4));
    assertThat(decoded.toGray().sample(7, 3, 0)).isCloseTo(94, within(3));
  }

  @Test
  void decodesWhatWasReadForTheHeader() throws IOException {
    Path path = write(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY), "png");
    ImageContents contents = new ImageContents(Files.size(path));
    ImageFile.Header header = ImageFile.header(path, contents);
    Files.delete(path);
    assertThat(ImageFile.read(path, header, contents, null).size()).isEqualTo(new ImageSize(4, 3));
    assertThat(contents.take(path)).isNull();
  }

  @Test
  void readsAgainWhatDidNotFit() throws IOException {
    Path path = write(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY), "png");
    ImageContents contents = new ImageContents(Files.size(path) - 1);
    ImageFile.Header header = ImageFile.header(path, contents);
    assertThat(contents.take(path)).isNull();
    assertThat(ImageFile.read(path, header, contents, null).size()).isEqualTo(new ImageSize(4, 3));
  }

  @ParameterizedTest
  @CsvSource({"10, 128", "11, 32896"})
  void grayStaysAsItIsStoredWithEightAndSixteenBits(int type, int level) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, type);
    image.getRaster().setSample(1, 2, 0, level);
    Path path = write(image, "png");
    assertThat(ImageFile.header(path, new ImageContents(0)).color()).isFalse();
    DecodedImage decoded = ImageFile.read(path);
    assertThat(decoded.channels()).isEqualTo(1);
    assertThat(decoded.sample(1, 2, 0)).isEqualTo(128);
    assertThat(decoded.sample(2, 1, 0)).isZero();
  }

  @Test
  void transparentPartsAreWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x80000000);
    DecodedImage decoded = ImageFile.read(write(image, "png"));
    assertThat(decoded.samples()).isEqualTo(new byte[] {-1, -1, -1, 127, 127, 127});
  }

  @Test
  void palettesAreColors() throws IOException {
    BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(1, 1, 0xff3366cc);
    DecodedImage decoded = ImageFile.read(write(image, "png"));
    assertThat(decoded.sample(1, 1, 2)).isCloseTo(0xcc, within(3));
  }

  /** Rows 0 and 1 of an image of 2 x 3 with a mark at the top left, as a camera turned it. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 0, 0", "2, 2, 3, 1, 0", "3, 2, 3, 1, 2", "4, 2, 3, 0, 2",
    "5, 3, 2, 0, 0", "6, 3, 2, 2, 0", "7, 3, 2, 2, 1", "8, 3, 2, 0, 1"
  })
  void orientationOfExifIsRespected(int orientation, int width, int height, int x, int y)
      throws IOException {
    BufferedImage image = new BufferedImage(48, 72, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 24, 24);
    graphics.dispose();
    byte[] jpeg = Files.readAllBytes(write(image, "jpg"));
    Path path = folder.resolve("turned.jpg");
    Files.write(path, withOrientation(jpeg, orientation));
    ImageSize size = new ImageSize(24 * width, 24 * height);
    assertThat(ImageFile.header(path, new ImageContents(0)).size()).isEqualTo(size);
    DecodedImage decoded = ImageFile.read(path);
    assertThat(decoded.size()).isEqualTo(size);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int level = decoded.sample(24 * column + 12, 24 * row + 12, 0);
        assertThat(level > 128).isEqualTo(column == x && row == y);
      }
    }
  }

  /** An APP1 segment with one entry: tag 0x0112. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(jpeg, 0, 2);
    out.writeShort(0xffe1);
    out.writeShort(34);
    out.writeBytes("Exif\0\0MM");
    out.writeShort(42);
    out.writeInt(8);
    out.writeShort(1);
    out.writeShort(0x0112);
    out.writeShort(3);
    out.writeInt(1);
    out.writeShort(orientation);
    out.writeShort(0);
    out.writeInt(0);
    out.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertRefused(new byte[0], "empty, expected an image");
    assertRefused("just text, named .png".getBytes(StandardCharsets.UTF_8), "an unknown format");
  }

  @Test
  void readsAPictureWhoseNameIsWrong() throws IOException {
    Path png = write(new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY), "png");
    Path path = folder.resolve("really-a.jpg");
    Files.copy(png, path);
    assertThat(ImageFile.read(path).size()).isEqualTo(new ImageSize(5, 4));
  }

  @Test
  void hugeHeadersAreRefusedBeforeDecoding() throws IOException {
    assertRefused(png(60_000, 60_000), "60000 x 60000 pixels, expected at most 64 million");
  }

  @Test
  void sizesOfZeroAreRefused() throws IOException {
    Path path = folder.resolve("bad");
    Files.write(path, png(0, 5));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ImageFile.header(path, new ImageContents(0)))
        .withMessageStartingWith(path.toString());
  }

  /** A header and nothing more. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(chunk);
    out.writeBytes("IHDR");
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream whole = new DataOutputStream(file);
    whole.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    whole.writeInt(13);
    whole.write(chunk.toByteArray());
    whole.writeInt((int) crc.getValue());
    return file.toByteArray();
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    Path path = folder.resolve("bad");
    Files.write(path, content);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ImageFile.header(path, new ImageContents(0)))
        .withMessageStartingWith(path.toString())
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path path = folder.resolve("image." + format);
    assertThat(ImageIO.write(image, format, path.toFile())).isTrue();
    return path;
  }
}
