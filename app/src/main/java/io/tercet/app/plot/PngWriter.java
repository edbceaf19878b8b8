package io.tercet.app.plot;

import io.tercet.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes pictures as PNG. */
public final class PngWriter {
  static {
    ImageIO.setUseCache(false); // a temporary file of a killed program would stay for ever
  }

  private PngWriter() {}

  /** Writes the picture to {@code path}, whole or not at all. */
  public static void write(Path path, BufferedImage picture) throws IOException {
    byte[] bytes = encode(picture);
    AtomicFile.write(path, out -> out.write(bytes));
  }

  /**
   * Pixels as the bytes of a PNG file.
   *
   * @param shape height, width and channels: 1 for grey, 3 for colours
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

  /** The picture as the bytes of a PNG file. */
  public static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
