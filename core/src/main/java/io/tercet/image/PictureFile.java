package io.tercet.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.tercet.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads a picture file by whatever readers Java's ImageIO has: PNG, JPEG, GIF, BMP and TIFF come
 * with it, others are found on the class path. The format is told by the content, not by the name.
 * Of a file with several pictures the first counts; transparent parts show white.
 */
final class PictureFile {
  /** Most pixels of a picture, asked for before it is decoded: 64 million. */
  static final long MAX_PIXELS = 1 << 26;

  private static final int UPRIGHT = 1;
  private static final int WHITE = 255;

  private PictureFile() {}

  /**
   * What the header says.
   *
   * @param size upright
   * @param colour whether there may be more than shades of grey
   * @param sha256 digest of the whole file, in hexadecimal
   */
  record Header(PictureSize size, boolean colour, String sha256) {}

  private interface Use<T> {
    T apply(ImageReader reader, byte[] content) throws IOException;
  }

  /**
   * Reads the header alone.
   *
   * @throws DataException if it is no picture, or too large
   */
  static Header header(Path path) throws IOException {
    return open(
        path,
        (reader, content) -> {
          PictureSize size = checkedSize(path, reader);
          boolean turned = orientation(content) >= 5;
          return new Header(turned ? size.turned() : size, isColour(reader), sha256(content));
        });
  }

  /**
   * Reads a picture.
   *
   * @throws DataException if it is no picture, damaged or too large
   */
  static Picture read(Path path) throws IOException {
    return open(
        path,
        (reader, content) -> {
          checkedSize(path, reader);
          return picture(reader.read(0)).upright(orientation(content));
        });
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each Java platform has it
    }
  }

  private static <T> T open(Path path, Use<T> use) throws IOException {
    byte[] content = Files.readAllBytes(path);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(
            "%s: %s, expected a picture: PNG, JPEG, GIF, BMP, TIFF, WebP, PGM or PPM"
                .formatted(path, content.length == 0 ? "empty" : "no format that is known"));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return use.apply(reader, content);
      } finally {
        reader.dispose();
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers answer damage with any exception at all.
      throw new DataException(path + ": damaged: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null
        ? "the reader gave up (" + e.getClass().getSimpleName() + ")"
        : message.lines().findFirst().orElse("");
  }

  private static PictureSize checkedSize(Path path, ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1) {
      throw new DataException(
          "%s: %d x %d pixels, expected at least 1 x 1".formatted(path, width, height));
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new DataException(
          "%s: %d x %d pixels, expected at most %d million"
              .formatted(path, width, height, MAX_PIXELS >> 20));
    }
    return new PictureSize(width, height);
  }

  private static boolean isColour(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return !types.hasNext() || !isGrey(types.next().getColorModel());
  }

  private static boolean isGrey(ColorModel model) {
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static int orientation(byte[] content) {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(content));
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer found = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return found == null ? UPRIGHT : found;
    } catch (ImageProcessingException | IOException e) {
      return UPRIGHT; // formats without EXIF, and EXIF that makes no sense
    }
  }

  private static Picture picture(BufferedImage image) {
    return isGrey(image.getColorModel()) ? grey(image) : colour(image);
  }

  /**
   * Shades of grey as they are stored: Java's conversion to RGB takes grey for linear and would
   * make it lighter.
   */
  private static Picture grey(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int bits = image.getColorModel().getComponentSize(0);
    boolean transparent = raster.getNumBands() > 1;
    float scale = 255f / ((1 << bits) - 1);
    byte[] samples = new byte[width * image.getHeight()];
    for (int i = 0; i < samples.length; i++) {
      float grey = scale * raster.getSample(i % width, i / width, 0);
      float opacity = transparent ? scale * raster.getSample(i % width, i / width, 1) / 255 : 1;
      samples[i] = (byte) Math.round(opacity * grey + (1 - opacity) * WHITE);
    }
    return new Picture(new PictureSize(width, image.getHeight()), 1, samples);
  }

  private static Picture colour(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] samples = new byte[Math.multiplyExact(3, width * height)];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        float opacity = (argb >>> 24) / 255f;
        for (int shift = 16; shift >= 0; shift -= 8) {
          int sample = argb >> shift & 0xff;
          samples[at++] = (byte) Math.round(opacity * sample + (1 - opacity) * WHITE);
        }
      }
    }
    return new Picture(new PictureSize(width, height), 3, samples);
  }
}
