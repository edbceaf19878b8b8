package io.tercet.image.format;

/** Rows of packed ARGB pixels. */
final class ArgbRows implements ImageRows {
  private final int[] pixels;
  private final int width;
  private int next;

  ArgbRows(int[] pixels, int width) {
    this.pixels = pixels;
    this.width = width;
  }

  @Override
  public void next(byte[] row) {
    for (int x = 0; x < width; x++) {
      int pixel = pixels[next + x];
      int opacity = pixel >>> 24;
      row[3 * x] = Samples.onWhite(pixel >> 16 & 0xff, opacity);
      row[3 * x + 1] = Samples.onWhite(pixel >> 8 & 0xff, opacity);
      row[3 * x + 2] = Samples.onWhite(pixel & 0xff, opacity);
    }
    next += width;
  }
}
