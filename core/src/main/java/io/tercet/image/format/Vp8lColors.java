package io.tercet.image.format;

/**
 * Shares of green and red were taken away from red and blue.
 *
 * @param bits of the side of a block
 * @param shares of each block, in 32ths: red of blue, green of blue, green of red
 */
@SuppressWarnings("ArrayRecordComponent")
record Vp8lColors(int storedWidth, int bits, int[] shares) implements Vp8lTransform {
  @Override
  public int[] undo(int[] pixels, int height) {
    int across = (storedWidth + (1 << bits) - 1) >> bits;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < storedWidth; x++) {
        int share = shares[(y >> bits) * across + (x >> bits)];
        int at = y * storedWidth + x;
        int pixel = pixels[at];
        int green = (byte) (pixel >> 8);
        int red = (pixel >> 16) + (((byte) share * green) >> 5) & 0xff;
        int blue = pixel + (((byte) (share >> 8) * green) >> 5);
        blue += ((byte) (share >> 16) * (byte) red) >> 5;
        pixels[at] = (pixel & 0xff00ff00) | red << 16 | (blue & 0xff);
      }
    }
    return pixels;
  }
}
