package io.tercet.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes examples of pictures one by one, as an {@link ImageFolder} makes them: upright, scaled to
 * cover the wanted size, in color or gray. PNG, JPEG, GIF, BMP, TIFF, WebP, PGM and PPM are
 * recognized by their content. Immutable and safe to call from any number of threads; together they
 * stay within a bound of memory.
 */
public final class ImageDecoder {
  private final TargetShape shape;

  private ImageDecoder(TargetShape shape) {
    this.shape = shape;
  }

  /**
   * {@return a decoder for examples of a shape}
   *
   * @param shape [height, width] for gray, [height, width, 3] for color
   * @throws IllegalArgumentException if it is neither
   */
  public static ImageDecoder of(List<Integer> shape) {
    boolean gray = shape.size() == 2;
    boolean color = shape.size() == 3 && shape.get(2) == 3;
    if (!gray && !color) {
      throw new IllegalArgumentException(
          "images have shape [height, width] or [height, width, 3], found " + shape);
    }
    return new ImageDecoder(TargetShape.like(shape));
  }

  /**
   * Decodes the picture of a file.
   *
   * @param file a PNG, JPEG, GIF, BMP, TIFF, WebP, PGM or PPM file
   * @return [height x width x channels], row-major, unsigned bytes
   * @throws IOException if it cannot be read; a {@link io.tercet.data.DataException} if it is no
   *     picture or damaged
   */
  public byte[] decode(Path file) throws IOException {
    return decode(file.toString(), ImageFile.content(file));
  }

  /**
   * Decodes the picture whose file has that content.
   *
   * @param name of the picture, for messages
   * @param content the bytes of a file, in one of the formats of {@link #decode(Path)}
   * @return [height x width x channels], row-major, unsigned bytes
   * @throws IOException a {@link io.tercet.data.DataException} if it is no picture or damaged
   */
  public byte[] decode(String name, byte[] content) throws IOException {
    return samples(ImageFile.read(name, content, shape.size()));
  }

  /**
   * Converts a picture in memory; transparent parts show white.
   *
   * @param image of any size and color model
   * @return [height x width x channels], row-major, unsigned bytes
   */
  public byte[] decode(BufferedImage image) {
    DecodedImage decoded = inMemory(image);
    if (decoded.size().equals(shape.size())) {
      return samples(decoded);
    }
    RowScaler scaler = new RowScaler(decoded.size(), shape.size(), decoded.channels());
    int width = decoded.size().width() * decoded.channels();
    byte[] row = new byte[width];
    for (int y = 0; y < decoded.size().height(); y++) {
      System.arraycopy(decoded.samples(), y * width, row, 0, width);
      scaler.add(row);
    }
    return samples(scaler.image());
  }

  private byte[] samples(DecodedImage image) {
    return (shape.color() ? image.toColor() : image.toGray()).samples();
  }

  private static DecodedImage inMemory(BufferedImage image) {
    ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      int[] row = new int[size.width()];
      byte[] samples = new byte[Math.multiplyExact(size.width(), size.height())];
      for (int y = 0; y < size.height(); y++) {
        image.getRaster().getSamples(0, y, size.width(), 1, 0, row);
        for (int x = 0; x < size.width(); x++) {
          samples[y * size.width() + x] = (byte) row[x];
        }
      }
      return new DecodedImage(size, 1, samples);
    }
    return colors(image.getColorModel().hasAlpha() ? onWhite(image) : image, size);
  }

  private static DecodedImage colors(BufferedImage image, ImageSize size) {
    int[] row = new int[size.width()];
    byte[] samples = new byte[Math.multiplyExact(3 * size.width(), size.height())];
    int next = 0;
    for (int y = 0; y < size.height(); y++) {
      image.getRGB(0, y, size.width(), 1, row, 0, size.width());
      for (int color : row) {
        samples[next++] = (byte) (color >> 16);
        samples[next++] = (byte) (color >> 8);
        samples[next++] = (byte) color;
      }
    }
    return new DecodedImage(size, 3, samples);
  }

  private static BufferedImage onWhite(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = opaque.createGraphics();
    canvas.drawImage(image, 0, 0, Color.WHITE, null);
    canvas.dispose();
    return opaque;
  }
}
