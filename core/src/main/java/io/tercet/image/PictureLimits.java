package io.tercet.image;

/** How large a picture may be, looked up before it is decoded. */
final class PictureLimits {
  /** Most pixels: 64 million. */
  static final long PIXELS = 1 << 26;

  /** Most pixels along a side. */
  static final int SIDE = 65_535;

  /** Most bytes of a file. */
  static final long BYTES = 1 << 30;

  private PictureLimits() {}

  /** How long another reader may take for a picture: many times what it takes. */
  static int seconds(PictureSize size) {
    return 20 + (int) (((long) size.width() * size.height()) >> 20);
  }

  /**
   * @throws PictureException if there are no pixels, or too many
   */
  static PictureSize checked(long width, long height) throws PictureException {
    if (width < 1 || height < 1) {
      throw new PictureException(
          "%d x %d pixels, expected at least 1 x 1".formatted(width, height));
    }
    if (width > SIDE || height > SIDE || width * height > PIXELS) {
      throw new PictureException(
          "%d x %d pixels, expected at most %d million and %d along a side"
              .formatted(width, height, PIXELS >> 20, SIDE));
    }
    return new PictureSize((int) width, (int) height);
  }
}
