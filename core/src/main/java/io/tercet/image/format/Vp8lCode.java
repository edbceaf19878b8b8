package io.tercet.image.format;

/**
 * A prefix (Huffman) code of a lossless WebP image. Codes of up to 8 bits are decoded by table
 * lookup, longer ones bit by bit.
 */
final class Vp8lCode {
  private static final int MOST_BITS = 15;
  private static final int AT_ONCE = 8;

  /**
   * Symbol times 16 plus code length; length 0 for longer codes. Empty if there is a single symbol.
   */
  private final int[] table;

  private final int[] counts;
  private final int[] symbols;

  private Vp8lCode(int[] table, int[] counts, int[] symbols) {
    this.table = table;
    this.counts = counts;
    this.symbols = symbols;
  }

  /**
   * @param lengths code length of each symbol, 0 for unused symbols
   * @throws ImageFormatException if the lengths are not a complete prefix code
   */
  static Vp8lCode of(int[] lengths, ImageBytes bytes) throws ImageFormatException {
    int[] counts = new int[MOST_BITS + 1];
    int used = 0;
    for (int length : lengths) {
      counts[length]++;
      used += length > 0 ? 1 : 0;
    }
    counts[0] = 0;
    int[] symbols = sorted(lengths, counts, used);
    if (used == 1) {
      return new Vp8lCode(new int[0], counts, symbols);
    }
    long taken = 0;
    int longest = 0;
    for (int length = 1; length <= MOST_BITS; length++) {
      taken += (long) counts[length] << (MOST_BITS - length);
      longest = counts[length] > 0 ? length : longest;
    }
    if (taken != 1 << MOST_BITS) {
      throw bytes.damaged("invalid prefix code");
    }
    return new Vp8lCode(table(counts, symbols, Math.min(longest, AT_ONCE)), counts, symbols);
  }

  /** Used symbols, sorted by code length, then by number. */
  private static int[] sorted(int[] lengths, int[] counts, int used) {
    int[] next = new int[MOST_BITS + 2];
    for (int length = 1; length <= MOST_BITS; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    int[] symbols = new int[used];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = symbol;
      }
    }
    return symbols;
  }

  private static int[] table(int[] counts, int[] symbols, int bits) {
    int[] table = new int[1 << bits];
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= bits; length++) {
      for (int i = 0; i < counts[length]; i++) {
        int first = Integer.reverse(code) >>> (32 - length);
        for (int at = first; at < table.length; at += 1 << length) {
          table[at] = symbols[symbol] << 4 | length;
        }
        symbol++;
        code++;
      }
      code <<= 1;
    }
    return table;
  }

  /** Number of ints held in memory. */
  int size() {
    return table.length + counts.length + symbols.length;
  }

  int read(Vp8lBits bits) throws ImageFormatException {
    if (table.length == 0) {
      return symbols[0];
    }
    long ahead = bits.peek();
    int found = table[(int) ahead & table.length - 1];
    if (found != 0) {
      bits.skip(found & 15);
      return found >> 4;
    }
    return readLong(bits, ahead);
  }

  /** Canonical codes: those of a length are consecutive numbers. */
  private int readLong(Vp8lBits bits, long ahead) throws ImageFormatException {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length < MOST_BITS; length++) {
      code |= (int) (ahead >> (length - 1)) & 1;
      if (code - first < counts[length]) {
        bits.skip(length);
        return symbols[index + code - first];
      }
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    code |= (int) (ahead >> (MOST_BITS - 1)) & 1;
    bits.skip(MOST_BITS);
    return symbols[index + code - first];
  }
}
