package io.tercet.image.format;

/**
 * Decodes the pixels of a lossless WebP image: literals, references to the color cache, and copies
 * of earlier pixels (LZ77).
 */
final class Vp8lPixels {
  private static final int HASH = 0x1e35a7bd;

  /** Short distance codes of nearby pixels: 16 times the rows up, plus 8 minus the columns back. */
  private static final int[] NEAR = {
    0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1a, 0x26, 0x2a, 0x38, 0x05, 0x37,
    0x39, 0x15, 0x1b, 0x36, 0x3a, 0x25, 0x2b, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1c, 0x35, 0x3b,
    0x46, 0x4a, 0x24, 0x2c, 0x58, 0x45, 0x4b, 0x34, 0x3c, 0x03, 0x57, 0x59, 0x13, 0x1d, 0x56,
    0x5a, 0x23, 0x2d, 0x44, 0x4c, 0x55, 0x5b, 0x33, 0x3d, 0x68, 0x02, 0x67, 0x69, 0x12, 0x1e,
    0x66, 0x6a, 0x22, 0x2e, 0x54, 0x5c, 0x43, 0x4d, 0x65, 0x6b, 0x32, 0x3e, 0x78, 0x01, 0x77,
    0x79, 0x53, 0x5d, 0x11, 0x1f, 0x64, 0x6c, 0x42, 0x4e, 0x76, 0x7a, 0x21, 0x2f, 0x75, 0x7b,
    0x31, 0x3f, 0x63, 0x6d, 0x52, 0x5e, 0x00, 0x74, 0x7c, 0x41, 0x4f, 0x10, 0x20, 0x62, 0x6e,
    0x30, 0x73, 0x7d, 0x51, 0x5f, 0x40, 0x72, 0x7e, 0x61, 0x6f, 0x50, 0x71, 0x7f, 0x60, 0x70
  };

  private final ImageBytes bytes;
  private final Vp8lBits bits;
  private final Vp8lGroups groups;
  private final int width;
  private final int blockBits;
  private final int[] cache;
  private final int cacheShift;

  Vp8lPixels(
      ImageBytes bytes, Vp8lBits bits, Vp8lGroups groups, int width, int blockBits, int cacheBits) {
    this.bytes = bytes;
    this.bits = bits;
    this.groups = groups;
    this.width = width;
    this.blockBits = blockBits;
    this.cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
    this.cacheShift = 32 - cacheBits;
  }

  int[] decode(int height) throws ImageFormatException {
    int[] pixels = new int[width * height];
    int across = (width + (1 << blockBits) - 1) >> blockBits;
    int mask = (1 << blockBits) - 1;
    Vp8lCode[] codes = groups.of(0);
    int at = 0;
    while (at < pixels.length) {
      int x = at % width;
      if (blockBits > 0) {
        codes = groups.of(((at / width) >> blockBits) * across + (x >> blockBits));
      }
      int blockEnd =
          blockBits == 0 ? pixels.length : at + Math.min(width - x, mask + 1 - (x & mask));
      while (at < blockEnd) {
        at = next(codes, pixels, at);
      }
    }
    return pixels;
  }

  /** Decodes one symbol; returns where the next pixel goes. */
  private int next(Vp8lCode[] codes, int[] pixels, int at) throws ImageFormatException {
    int symbol = codes[0].read(bits);
    if (symbol < 256) {
      int red = codes[1].read(bits);
      int blue = codes[2].read(bits);
      int opacity = codes[3].read(bits);
      return put(pixels, at, opacity << 24 | red << 16 | symbol << 8 | blue);
    }
    if (symbol >= 256 + Vp8lGroups.LENGTHS) {
      return put(pixels, at, cache[symbol - 256 - Vp8lGroups.LENGTHS]);
    }
    int length = number(symbol - 256);
    int distance = distance(number(codes[4].read(bits)));
    if (distance > at || length > pixels.length - at) {
      throw bytes.damaged("a copy refers to pixels outside the image");
    }
    for (int i = at; i < at + length; i++) {
      put(pixels, i, pixels[i - distance]);
    }
    return at + length;
  }

  private int put(int[] pixels, int at, int pixel) {
    pixels[at] = pixel;
    if (cache.length > 0) {
      cache[(HASH * pixel) >>> cacheShift] = pixel;
    }
    return at + 1;
  }

  private int number(int prefix) throws ImageFormatException {
    if (prefix < 4) {
      return prefix + 1;
    }
    int extra = (prefix - 2) >> 1;
    return ((2 + (prefix & 1)) << extra) + bits.read(extra) + 1;
  }

  private int distance(int code) {
    if (code > NEAR.length) {
      return code - NEAR.length;
    }
    int near = NEAR[code - 1];
    return Math.max(1, (near >> 4) * width + 8 - (near & 15));
  }
}
