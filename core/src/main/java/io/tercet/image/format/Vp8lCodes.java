package io.tercet.image.format;

import java.util.Arrays;

/** Reads the prefix codes of a lossless WebP image. */
final class Vp8lCodes {
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;

  private final ImageBytes bytes;
  private final Vp8lBits bits;

  Vp8lCodes(ImageBytes bytes, Vp8lBits bits) {
    this.bytes = bytes;
    this.bits = bits;
  }

  /**
   * @param alphabet maximum number of symbols
   */
  Vp8lCode read(int alphabet) throws ImageFormatException {
    return Vp8lCode.of(bits.readFlag() ? simple(alphabet) : lengths(alphabet), bytes);
  }

  private int[] simple(int alphabet) throws ImageFormatException {
    boolean two = bits.readFlag();
    int first = bits.read(bits.readFlag() ? 8 : 1);
    int second = two ? bits.read(8) : first;
    if (Math.max(first, second) >= alphabet) {
      throw bytes.damaged("a prefix code has invalid symbols");
    }
    int[] lengths = new int[alphabet];
    lengths[first] = 1;
    lengths[second] = 1;
    return lengths;
  }

  private int[] lengths(int alphabet) throws ImageFormatException {
    int[] first = new int[ORDER.length];
    int count = 4 + bits.read(4);
    for (int i = 0; i < count; i++) {
      first[ORDER[i]] = bits.read(3);
    }
    Vp8lCode code = Vp8lCode.of(first, bytes);
    int left = alphabet;
    if (bits.readFlag()) {
      int width = 2 + 2 * bits.read(3);
      left = 2 + bits.read(width);
    }
    int[] lengths = new int[alphabet];
    int previous = 8;
    int symbol = 0;
    while (symbol < alphabet && left-- > 0) {
      int found = code.read(bits);
      if (found < REPEAT) {
        lengths[symbol++] = found;
        previous = found == 0 ? previous : found;
        continue;
      }
      int times =
          switch (found) {
            case REPEAT -> 3 + bits.read(2);
            case FEW_ZEROS -> 3 + bits.read(3);
            default -> 11 + bits.read(7);
          };
      if (symbol + times > alphabet) {
        throw bytes.damaged("a prefix code has too many symbols");
      }
      Arrays.fill(lengths, symbol, symbol + times, found == REPEAT ? previous : 0);
      symbol += times;
    }
    return lengths;
  }
}
