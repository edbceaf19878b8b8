package io.tercet.image;

/**
 * Rows of a PNG file that are stored from the top down.
 *
 * @param width pixels of a row
 */
record PngStraight(PngRows rows, int width, PngPixels pixels) implements PictureRows {
  @Override
  public void next(byte[] row) throws PictureException {
    pixels.convert(rows.next(width), width, row);
  }

  @Override
  public void close() {
    rows.end();
  }
}
