package io.tercet.image;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a picture as a folder of pictures does: its header, then the whole. */
public final class PictureReading {
  private PictureReading() {}

  public static void read(Path path) throws IOException {
    ImageFile.header(path, new ImageContents(0));
    ImageFile.read(path);
  }
}
