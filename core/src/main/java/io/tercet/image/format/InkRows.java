package io.tercet.image.format;

import java.awt.image.Raster;

/**
 * Rows of a CMYK JPEG file. Adobe stores inverted values, 255 for no ink, and all readers assume
 * that.
 */
final class InkRows implements ImageRows {
  private final Raster raster;
  private final boolean luminance;
  private int[] pixels = {};
  private int next;

  /**
   * @param luminance whether the first three components are YCbCr (YCCK)
   */
  InkRows(Raster raster, boolean luminance) {
    this.raster = raster;
    this.luminance = luminance;
  }

  @Override
  public void next(byte[] row) {
    int width = raster.getWidth();
    pixels = raster.getPixels(0, next++, width, 1, pixels.length == 0 ? null : pixels);
    for (int x = 0; x < width; x++) {
      int at = 4 * x;
      int first = pixels[at];
      int second = pixels[at + 1];
      int third = pixels[at + 2];
      int black = pixels[at + 3];
      if (luminance) {
        // YCCK is YCbCr of the color without black; the stored inks are its complement.
        float cb = second - 128f;
        float cr = third - 128f;
        int luma = first;
        first = clamped(luma + 1.402f * cr);
        second = clamped(luma - 0.344136f * cb - 0.714136f * cr);
        third = clamped(luma + 1.772f * cb);
      }
      row[3 * x] = seen(first, black);
      row[3 * x + 1] = seen(second, black);
      row[3 * x + 2] = seen(third, black);
    }
  }

  private static int clamped(float level) {
    return Math.clamp(Math.round(level), 0, 255);
  }

  private static byte seen(int ink, int black) {
    return (byte) ((ink * black + 127) / 255);
  }
}
