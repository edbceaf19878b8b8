package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decodes lossless WebP images, VP8L of RFC 9649. Work is bounded: each symbol consumes bits of the
 * file or writes a pixel, and there are no more prefix codes than blocks of the image.
 */
final class Vp8lDecoder {
  private final ImageBytes bytes;
  private final Vp8lBits bits;

  Vp8lDecoder(ImageBytes bytes, Vp8lBits bits) {
    this.bytes = bytes;
    this.bits = bits;
  }

  /**
   * Decodes the data after the header.
   *
   * @return ARGB pixels [height x width]
   */
  int[] decode(ImageSize size) throws ImageFormatException {
    Deque<Vp8lTransform> transforms = new ArrayDeque<>();
    int width = size.width();
    int seen = 0;
    while (bits.readFlag()) {
      int type = bits.read(2);
      if ((seen & 1 << type) != 0) {
        throw bytes.damaged("a transform is applied twice");
      }
      seen |= 1 << type;
      Vp8lTransform transform = readTransform(type, width, size.height());
      transforms.push(transform);
      width = transform.storedWidth();
    }
    int[] pixels = image(width, size.height(), true);
    for (Vp8lTransform transform : transforms) {
      pixels = transform.undo(pixels, size.height());
    }
    return pixels;
  }

  private Vp8lTransform readTransform(int type, int width, int height) throws ImageFormatException {
    return switch (type) {
      case 0, 1 -> {
        int block = bits.read(3) + 2;
        int across = blocks(width, block);
        int[] data = image(across, blocks(height, block), false);
        yield type == 0
            ? new Vp8lPredictor(width, block, data)
            : new Vp8lColors(width, block, data);
      }
      case 2 -> new Vp8lGreen(width);
      default -> {
        int colors = bits.read(8) + 1;
        yield new Vp8lPalette(width, image(colors, 1, false));
      }
    };
  }

  private static int blocks(int pixels, int bits) {
    return (pixels + (1 << bits) - 1) >> bits;
  }

  /**
   * @param main whether this is the image itself, which may have several sets of codes, instead of
   *     auxiliary data per block
   */
  private int[] image(int width, int height, boolean main) throws ImageFormatException {
    int cacheBits = 0;
    if (bits.readFlag()) {
      cacheBits = bits.read(4);
      if (cacheBits < 1 || cacheBits > 11) {
        throw bytes.damaged("invalid color cache of 2^%d entries".formatted(cacheBits));
      }
    }
    int[] blocks = {};
    int blockBits = 0;
    if (main && bits.readFlag()) {
      blockBits = bits.read(3) + 2;
      blocks = image(blocks(width, blockBits), blocks(height, blockBits), false);
    }
    Vp8lGroups groups = Vp8lGroups.read(bytes, bits, blocks, cacheBits, (long) width * height);
    return new Vp8lPixels(bytes, bits, groups, width, blockBits, cacheBits).decode(height);
  }
}
