package io.tercet.image.format;

/**
 * Decodes the LZW codes of a GIF file: each code represents a string of pixels, which is a known
 * string plus one pixel. Codes grow from one bit more than a pixel to 12 bits.
 */
final class GifPixels {
  private static final int MOST_CODES = 4096;

  private final ImageBytes bytes;
  private final GifFrame frame;
  private final byte[] pixels;
  private final int[] before = new int[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final int[] lengths = new int[MOST_CODES];
  private int at;
  private int leftInBlock;
  private int bits;
  private int bitCount;

  private GifPixels(ImageBytes bytes, GifFrame frame) {
    this.bytes = bytes;
    this.frame = frame;
    this.pixels = new byte[frame.size().width() * frame.size().height()];
    this.at = frame.data();
  }

  /**
   * The palette indices of all pixels in file order.
   *
   * @throws ImageFormatException if there are fewer pixels than the header says
   */
  static byte[] decode(ImageBytes bytes, GifFrame frame) throws ImageFormatException {
    if (frame.codeBits() < 1 || frame.codeBits() > 8) {
      throw bytes.damaged("the pixels have %d bits".formatted(frame.codeBits()));
    }
    GifPixels decoder = new GifPixels(bytes, frame);
    decoder.decode();
    return decoder.pixels;
  }

  private void decode() throws ImageFormatException {
    int clear = 1 << frame.codeBits();
    for (int code = 0; code < clear; code++) {
      first[code] = (byte) code;
      last[code] = (byte) code;
      lengths[code] = 1;
    }
    int codes = clear + 2;
    int width = frame.codeBits() + 1;
    int previous = -1;
    int count = 0;
    while (count < pixels.length) {
      int code = nextCode(width, count);
      if (code == clear) {
        codes = clear + 2;
        width = frame.codeBits() + 1;
        previous = -1;
        continue;
      }
      if (code == clear + 1 || code > codes || (previous < 0 && code > clear)) {
        throw bytes.damaged(ended(count));
      }
      if (previous >= 0 && codes < MOST_CODES) {
        before[codes] = previous;
        lengths[codes] = lengths[previous] + 1;
        first[codes] = first[previous];
        last[codes] = first[code == codes ? previous : code];
        codes++;
      } else if (code == codes) {
        throw bytes.damaged(ended(count));
      }
      count = put(code, count);
      previous = code;
      if (codes == 1 << width && width < 12) {
        width++;
      }
    }
  }

  private String ended(int count) {
    return "the image data ends after %d of %d pixels".formatted(count, pixels.length);
  }

  private int put(int code, int count) {
    int end = count + lengths[code];
    int from = code;
    for (int i = end - 1; i >= count; i--) {
      if (i < pixels.length) {
        pixels[i] = last[from];
      }
      from = before[from];
    }
    return Math.min(end, pixels.length);
  }

  private int nextCode(int width, int count) throws ImageFormatException {
    while (bitCount < width) {
      if (leftInBlock == 0) {
        leftInBlock = bytes.unsigned8(at++);
        if (leftInBlock == 0) {
          throw bytes.damaged(ended(count));
        }
      }
      bits |= bytes.unsigned8(at++) << bitCount;
      bitCount += 8;
      leftInBlock--;
    }
    int code = bits & (1 << width) - 1;
    bits >>>= width;
    bitCount -= width;
    return code;
  }
}
