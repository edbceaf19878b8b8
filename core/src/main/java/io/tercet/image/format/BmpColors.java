package io.tercet.image.format;

import java.util.function.IntUnaryOperator;

/** Rows of a BMP file without a palette. */
final class BmpColors implements ImageRows {
  private final ImageBytes bytes;
  private final int bits;
  private final IntUnaryOperator rowAt;
  private final BmpMasks masks;
  private int next;

  /**
   * @param bits bits of a pixel: 16, 24 or 32
   * @param rowAt offset in the file of a row of the image
   */
  BmpColors(ImageBytes bytes, int bits, IntUnaryOperator rowAt, BmpMasks masks) {
    this.bytes = bytes;
    this.bits = bits;
    this.rowAt = rowAt;
    this.masks = masks;
  }

  /** The bits of a pixel. */
  static int pixel(ImageBytes bytes, int rowAt, int x, int bits) throws ImageFormatException {
    return switch (bits) {
      case 16 -> bytes.little16(rowAt + 2 * x);
      case 24 -> bytes.little24(rowAt + 3 * x);
      default -> (int) bytes.little32(rowAt + 4 * x);
    };
  }

  @Override
  public void next(byte[] row) throws ImageFormatException {
    int at = rowAt.applyAsInt(next++);
    for (int x = 0; x < row.length / 3; x++) {
      int pixel = pixel(bytes, at, x, bits);
      int opacity = masks.opacity() == 0 ? 255 : BmpMasks.level(pixel, masks.opacity());
      row[3 * x] = Samples.onWhite(BmpMasks.level(pixel, masks.red()), opacity);
      row[3 * x + 1] = Samples.onWhite(BmpMasks.level(pixel, masks.green()), opacity);
      row[3 * x + 2] = Samples.onWhite(BmpMasks.level(pixel, masks.blue()), opacity);
    }
  }
}
