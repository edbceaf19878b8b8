package io.tercet.image.format;

/**
 * TIFF's variant of LZW: codes of 9 to 12 bits, most significant bit first, whose width grows one
 * code early.
 */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MOST_CODES = 4096;

  private final ImageBytes bytes;
  private final int end;
  private final int[] starts = new int[MOST_CODES];
  private final int[] lengths = new int[MOST_CODES];
  private int at;
  private int bits;
  private int bitCount;

  TiffLzw(ImageBytes bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Decodes at most {@code count} bytes; returns the number decoded. */
  int decode(byte[] destination, int count) throws ImageFormatException {
    int codes = FIRST;
    int width = 9;
    int filled = 0;
    int previous = -1;
    while (filled < count) {
      int code = nextCode(width);
      if (code < 0 || code == END) {
        break;
      }
      if (code == CLEAR) {
        codes = FIRST;
        width = 9;
        previous = -1;
        continue;
      }
      if (code > codes || (code == codes && previous < 0) || (previous < 0 && code > CLEAR)) {
        throw bytes.damaged("the image data has invalid codes");
      }
      int length = code < CLEAR ? 1 : code < codes ? lengths[code] : lengthOf(previous) + 1;
      int from = code < codes ? startOf(code) : filled - lengthOf(previous);
      int start = filled;
      if (code < CLEAR) {
        destination[filled++] = (byte) code;
      } else {
        for (int i = 0; i < length && filled < count; i++) {
          destination[filled++] = destination[from + i];
        }
      }
      if (previous >= 0 && codes < MOST_CODES) {
        // The output of the previous code plus the first byte of this one, which follows it
        // directly.
        starts[codes] = start - lengthOf(previous);
        lengths[codes] = lengthOf(previous) + 1;
        codes++;
      }
      previous = code;
      if (codes == (1 << width) - 1 && width < 12) {
        width++;
      }
    }
    return filled;
  }

  private int lengthOf(int code) {
    return code < CLEAR ? 1 : lengths[code];
  }

  private int startOf(int code) {
    return code < CLEAR ? 0 : starts[code];
  }

  private int nextCode(int width) {
    while (bitCount < width) {
      if (at >= end) {
        return -1;
      }
      bits = bits << 8 | (bytes.content()[at++] & 0xff);
      bitCount += 8;
    }
    bitCount -= width;
    return bits >> bitCount & (1 << width) - 1;
  }
}
