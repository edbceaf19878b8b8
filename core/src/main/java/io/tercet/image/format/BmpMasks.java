package io.tercet.image.format;

/**
 * Channel masks of BMP pixels.
 *
 * @param opacity alpha mask, 0 if there is none
 */
record BmpMasks(int red, int green, int blue, int opacity) {

  /** The masks without alpha if it is 0 in all pixels: many writers leave it empty. */
  BmpMasks seenIn(BmpFile file) throws ImageFormatException {
    boolean seen = opacity != 0 && file.anyPixelHas(opacity);
    return seen ? this : new BmpMasks(red, green, blue, 0);
  }

  /** The value of a channel, 0 to 255. */
  static int level(int pixel, int mask) {
    if (mask == 0) {
      return 0;
    }
    int shift = Integer.numberOfTrailingZeros(mask);
    long most = (mask & 0xffff_ffffL) >>> shift;
    long sample = (pixel & mask & 0xffff_ffffL) >>> shift;
    return most == 255 ? (int) sample : (int) ((sample * 255 + most / 2) / most);
  }
}
