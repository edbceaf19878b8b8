package io.tercet.image.format;

import io.tercet.image.ImageSize;

/** Limits of image size, checked before decoding. */
public final class ImageLimits {
  /** Maximum number of pixels: 64 million. */
  static final long PIXELS = 1 << 26;

  /** Maximum width and height in pixels. */
  static final int SIDE = 65_535;

  /** Maximum file size in bytes. */
  public static final long BYTES = 1 << 30;

  /** Bytes of memory that decoding any file may take. */
  private static final long FREE_MEMORY = 1 << 25;

  /** Additional bytes of memory per byte of the file; even uniform images stay well below. */
  private static final long MEMORY_PER_BYTE = 100_000;

  private ImageLimits() {}

  /**
   * Rejects decompression bombs: a few bytes may declare millions of pixels.
   *
   * @param length file size in bytes
   * @throws ImageFormatException if a file is far too short for the memory that it would take
   */
  static void requireContent(ImageHeader outline, int length) throws ImageFormatException {
    if (outline.memory() > FREE_MEMORY && outline.memory() / MEMORY_PER_BYTE > length) {
      throw new ImageFormatException(
          "an image of %s pixels in a file of %d bytes, expected more bytes"
              .formatted(outline.size(), length));
    }
  }

  /** Time limit of an external reader for an image: many times the usual duration. */
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
