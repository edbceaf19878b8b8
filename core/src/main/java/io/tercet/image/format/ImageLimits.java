package io.tercet.image.format;

import io.tercet.image.ImageSize;

/** How large a picture may be, looked up before it is decoded. */
public final class ImageLimits {
  /** Most pixels: 64 million. */
  static final long PIXELS = 1 << 26;

  /** Most pixels along a side. */
  static final int SIDE = 65_535;

  /** Most bytes of a file. */
  public static final long BYTES = 1 << 30;

  /** Memory that any file may take to decode. */
  private static final long FREE_MEMORY = 1 << 25;

  /** Bytes of memory for each byte of a file, beyond that; even flat pictures stay far below. */
  private static final long MEMORY_PER_BYTE = 100_000;

  private ImageLimits() {}

  /**
   * A few bytes may promise millions of pixels.
   *
   * @param length bytes of the file
   * @throws ImageFormatException if a file is far too short for the memory that it would take
   */
  static void requireContent(ImageHeader outline, int length) throws ImageFormatException {
    if (outline.memory() > FREE_MEMORY && outline.memory() / MEMORY_PER_BYTE > length) {
      throw new ImageFormatException(
          "a picture of %s pixels in a file of %d bytes, expected more"
              .formatted(outline.size(), length));
    }
  }

  /** How long another reader may take for a picture: many times what it takes. */
  static int seconds(ImageSize size) {
    return 20 + (int) (((long) size.width() * size.height()) >> 20);
  }

  /**
   * @throws ImageFormatException if there are no pixels, or too many
   */
  static ImageSize checked(long width, long height) throws ImageFormatException {
    if (width < 1 || height < 1) {
      throw new ImageFormatException(
          "%d x %d pixels, expected at least 1 x 1".formatted(width, height));
    }
    if (width > SIDE || height > SIDE || width * height > PIXELS) {
      throw new ImageFormatException(
          "%d x %d pixels, expected at most %d million and %d along a side"
              .formatted(width, height, PIXELS >> 20, SIDE));
    }
    return new ImageSize((int) width, (int) height);
  }
}
