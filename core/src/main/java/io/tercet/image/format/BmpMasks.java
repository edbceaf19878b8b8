package io.tercet.image.format;

/**
 * Which bits of a BMP pixel are which colour.
 *
 * @param opacity bits of it, 0 if there is none
 */
record BmpMasks(int red, int green, int blue, int opacity) {

  /** Without the opacity if no pixel has any: many writers leave it empty. */
  BmpMasks seenIn(BmpFile file) throws ImageFormatException {
    boolean seen = opacity != 0 && file.anyPixelHas(opacity);
    return seen ? this : new BmpMasks(red, green, blue, 0);
  }

  /** 0 to 255. */
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
