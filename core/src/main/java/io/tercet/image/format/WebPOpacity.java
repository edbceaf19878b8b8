package io.tercet.image.format;

import io.tercet.image.ImageSize;

/** The alpha channel of a lossy WebP image, which has its own chunk. */
final class WebPOpacity {
  private final ImageBytes bytes;
  private final ImageSize size;

  WebPOpacity(ImageBytes bytes, ImageSize size) {
    this.bytes = bytes;
    this.size = size;
  }

  /** The alpha values [height x width], 0 to 255. */
  byte[] decode(int at, int length) throws ImageFormatException {
    int flags = bytes.unsigned8(at);
    int count = size.width() * size.height();
    byte[] opacity = new byte[count];
    if ((flags & 3) == 0) {
      if (length < count + 1) {
        throw bytes.damaged("the alpha data ends early");
      }
      System.arraycopy(bytes.content(), at + 1, opacity, 0, count);
    } else {
      Vp8lBits bits = new Vp8lBits(bytes, at + 1, at + length);
      int[] pixels = new Vp8lDecoder(bytes, bits).decode(size);
      for (int i = 0; i < count; i++) {
        opacity[i] = (byte) (pixels[i] >> 8);
      }
    }
    unfilter(opacity, flags >> 2 & 3);
    return opacity;
  }

  /** Each value is stored as its difference from a prediction by its neighbors. */
  private void unfilter(byte[] opacity, int filter) {
    int width = size.width();
    for (int i = 1; i < opacity.length && filter != 0; i++) {
      int guess;
      if (i < width) {
        guess = opacity[i - 1] & 0xff;
      } else if (i % width == 0) {
        guess = opacity[i - width] & 0xff;
      } else {
        int left = opacity[i - 1] & 0xff;
        int above = opacity[i - width] & 0xff;
        int corner = opacity[i - width - 1] & 0xff;
        guess =
            switch (filter) {
              case 1 -> left;
              case 2 -> above;
              default -> Math.clamp(left + above - corner, 0, 255);
            };
      }
      opacity[i] = (byte) (opacity[i] + guess);
    }
  }
}
