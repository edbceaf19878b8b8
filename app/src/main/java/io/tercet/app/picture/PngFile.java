package io.tercet.app.picture;

import io.tercet.data.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures as PNG. */
public final class PngFile {
  private PngFile() {}

  /** Writes the picture to {@code path}, whole or not at all. */
  public static void write(Path path, BufferedImage picture) throws IOException {
    byte[] bytes = encode(picture);
    WholeFile.write(path, out -> out.write(bytes));
  }

  /** The picture as the bytes of a PNG file. */
  public static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
