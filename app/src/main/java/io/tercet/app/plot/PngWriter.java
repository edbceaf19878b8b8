package io.tercet.app.plot;

import io.tercet.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes images as PNG. */
public final class PngWriter {
  static {
    ImageIO.setUseCache(false); // temporary files of killed processes would never be deleted
  }

  private PngWriter() {}

  /** Writes the image to {@code path}, atomically. */
  public static void write(Path path, BufferedImage picture) throws IOException {
    byte[] bytes = encode(picture);
    AtomicFile.write(path, out -> out.write(bytes));
  }

  /**
   * Encodes pixels as a PNG file.
   *
   * @param shape height, width and channels: 1 for grayscale, 3 for color
   * @param pixels [height x width x channels]
   */
  public static byte[] encode(List<Integer> shape, byte[] pixels) throws IOException {
    int channels = shape.get(2);
    BufferedImage image =
        new BufferedImage(
            shape.get(1),
            shape.get(0),
            channels == 3 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / channels;
      image
          .getRaster()
          .setSample(
              pixel % image.getWidth(), pixel / image.getWidth(), i % channels, pixels[i] & 0xff);
    }
    return encode(image);
  }

  /** Encodes an image as a PNG file. */
  public static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
