package io.tercet.image.format;

/**
 * Rows of a PNG file without interlacing.
 *
 * @param width number of pixels of a row
 */
record PngStraight(PngRows rows, int width, PngPixels pixels) implements ImageRows {
  @Override
  public void next(byte[] row) throws ImageFormatException {
    pixels.convert(rows.next(width), width, row);
  }

  @Override
  public void close() {
    rows.end();
  }
}
