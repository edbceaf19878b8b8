package io.tercet.image.format;

/**
 * The color transform: multiples of green and red were subtracted from red and blue.
 *
 * @param bits log2 of the block size
 * @param shares factors of each block, in 1/32: red to blue, green to blue, green to red
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
