package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * The pixel layout of a TIFF image.
 *
 * @param bits bits of a sample: 1, 2, 4, 8, 16, 32 or 64
 * @param real whether samples are floating-point numbers
 * @param samples samples of a pixel
 * @param photometric TIFF photometric interpretation
 * @param opacity index of the alpha sample, -1 if there is none
 * @param premultiplied whether colors are premultiplied by alpha
 * @param compression TIFF compression
 * @param predictor 1 for none, 2 for horizontal differences, 3 for floating-point differences
 * @param apart whether samples are stored in separate planes
 * @param blockWidth width of a strip or tile in pixels
 * @param blockHeight height of a strip or tile in pixels
 * @param tiled whether blocks are tiles
 * @param reversed whether the first pixel of a byte is in its lowest bits
 * @param color whether the image may have colors other than gray
 */
record TiffLayout(
    ImageSize size,
    int bits,
    boolean real,
    int samples,
    int photometric,
    int opacity,
    boolean premultiplied,
    int compression,
    int predictor,
    boolean apart,
    int blockWidth,
    int blockHeight,
    boolean tiled,
    boolean reversed,
    boolean color) {
  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int CMYK = 5;
  static final int YCBCR = 6;
  static final int COLOR_MAP = 320;

  private static final int MOST_SAMPLES = 16;

  /**
   * @throws ImageFormatException if the values are inconsistent or unsupported
   */
  static TiffLayout of(ImageBytes bytes, TiffDirectory tags) throws ImageFormatException {
    ImageSize size = ImageLimits.checked(tags.number(256, 0), tags.number(257, 0));
    int samples = (int) tags.number(277, 1);
    int bits = (int) tags.number(258, 1);
    boolean real = isReal(bytes, tags, samples, bits);
    int photometric = (int) tags.number(262, -1);
    int needed = samplesOf(bytes, photometric);
    if (samples < needed || samples > MOST_SAMPLES) {
      throw bytes.unsupported(samples + " samples a pixel", needed + " and an opacity");
    }
    boolean extra = samples > needed && tags.has(338);
    int meaning = extra ? (int) tags.number(338, 0) : 0;
    boolean tiled = tags.has(322);
    long blockWidth = tiled ? tags.number(322, 0) : size.width();
    long blockHeight =
        tiled ? tags.number(323, 0) : Math.min(tags.number(278, size.height()), size.height());
    checkBlocks(bytes, size, blockWidth, blockHeight, tiled);
    return new TiffLayout(
        size,
        bits,
        real,
        samples,
        photometric,
        meaning == 1 || meaning == 2 ? needed : -1,
        meaning == 1,
        (int) tags.number(259, 1),
        (int) tags.number(317, 1),
        tags.number(284, 1) == 2 && samples > 1,
        (int) blockWidth,
        (int) blockHeight,
        tiled,
        tags.number(266, 1) == 2,
        isColor(tags, photometric, bits));
  }

  private static boolean isReal(ImageBytes bytes, TiffDirectory tags, int samples, int bits)
      throws ImageFormatException {
    int kind = (int) tags.number(339, 1);
    for (int i = 1; i < Math.min(samples, MOST_SAMPLES); i++) {
      if (tags.number(339, kind, i) != kind || tags.number(258, bits, i) != bits) {
        throw bytes.unsupported("samples of several kinds", "all of one kind");
      }
    }
    boolean real = kind == 3;
    boolean known =
        real
            ? bits == 32 || bits == 64
            : bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 32;
    if (!known || (kind != 1 && kind != 3 && kind != 4)) {
      String name =
          kind == 2 ? "signed" : real ? "floating point" : kind == 1 ? "unsigned" : "other";
      throw bytes.unsupported(
          "%s samples of %d bits".formatted(name, bits),
          "unsigned ones of 1, 2, 4, 8, 16 or 32 bits, or floating point from 0 to 1");
    }
    return real;
  }

  private static int samplesOf(ImageBytes bytes, int photometric) throws ImageFormatException {
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> 1;
      case RGB, YCBCR -> 3;
      case CMYK -> 4;
      default ->
          throw bytes.unsupported(
              "photometric interpretation " + photometric, "gray, RGB, a palette, CMYK or YCbCr");
    };
  }

  private static void checkBlocks(
      ImageBytes bytes, ImageSize size, long width, long height, boolean tiled)
      throws ImageFormatException {
    // A tile exceeds the image by less than its own size, and sizes are multiples of 16.
    boolean fits =
        tiled
            ? width % 16 == 0
                && height % 16 == 0
                && width * height <= ImageLimits.PIXELS
                && width < size.width() + 4096L
                && height < size.height() + 4096L
            : height >= 1;
    if (width < 1 || height < 1 || !fits) {
      throw bytes.damaged(
          "strips or tiles of %d x %d pixels do not match an image of %s"
              .formatted(width, height, size));
    }
  }

  private static boolean isColor(TiffDirectory tags, int photometric, int bits)
      throws ImageFormatException {
    if (photometric != PALETTE) {
      return photometric != WHITE_IS_ZERO && photometric != BLACK_IS_ZERO;
    }
    int colors = 1 << Math.min(bits, 8);
    for (int i = 0; i < colors; i++) {
      long red = tags.number(COLOR_MAP, 0, i);
      boolean gray =
          red == tags.number(COLOR_MAP, 0, colors + i)
              && red == tags.number(COLOR_MAP, 0, 2 * colors + i);
      if (!gray) {
        return true;
      }
    }
    return false;
  }

  int blocksAcross() {
    return (size.width() + blockWidth - 1) / blockWidth;
  }

  int blocksDown() {
    return (size.height() + blockHeight - 1) / blockHeight;
  }

  /** Samples of a pixel stored together in a block. */
  int together() {
    return apart ? 1 : samples;
  }

  /** Bytes of a row of a block. */
  long blockRowBytes() {
    return ((long) blockWidth * together() * bits + 7) / 8;
  }

  /** Bytes needed for decoding: a row of blocks, or the whole image for another reader. */
  long memory(boolean own) {
    long planes = apart ? samples : 1;
    long band =
        blockRowBytes() * blocksAcross() * Math.min(blockHeight, size.height() + 4096L) * planes;
    long whole = (long) size.width() * size.height() * samples * Math.max(bits, 8) / 8;
    return 2 * (own ? band : Math.max(whole, band)) + (1 << 20);
  }
}
