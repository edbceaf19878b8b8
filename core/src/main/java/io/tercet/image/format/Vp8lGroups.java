package io.tercet.image.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Groups of five prefix codes of a lossless WebP image, and their assignment to blocks. */
final class Vp8lGroups {
  static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MOST_NUMBERS = 1 << 22;

  private final int[] blocks;
  private final Map<Integer, Vp8lCode[]> groups = new HashMap<>();

  private Vp8lGroups(int[] blocks) {
    this.blocks = blocks;
  }

  /**
   * @param blocks the entropy image, whose red and green are the group number of each block; empty
   *     for a single group
   * @param pixels number of pixels of the image
   */
  static Vp8lGroups read(ImageBytes bytes, Vp8lBits bits, int[] blocks, int cacheBits, long pixels)
      throws ImageFormatException {
    Vp8lGroups read = new Vp8lGroups(blocks);
    boolean[] used = new boolean[1 << 16];
    int count = 1;
    used[0] = blocks.length == 0;
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = blocks[i] >> 8 & 0xffff;
      used[blocks[i]] = true;
      count = Math.max(count, blocks[i] + 1);
    }
    int greens = 256 + LENGTHS + (cacheBits > 0 ? 1 << cacheBits : 0);
    int[] alphabets = {greens, 256, 256, 256, DISTANCES};
    Vp8lCodes codes = new Vp8lCodes(bytes, bits);
    long numbers = 0;
    for (int group = 0; group < count; group++) {
      Vp8lCode[] five = new Vp8lCode[alphabets.length];
      for (int i = 0; i < five.length; i++) {
        five[i] = codes.read(alphabets[i]);
        numbers += used[group] ? five[i].size() : 0;
      }
      if (numbers > MOST_NUMBERS + pixels) {
        throw bytes.damaged("the prefix codes are larger than the image");
      }
      if (used[group]) {
        read.groups.put(group, five);
      }
    }
    return read;
  }

  /** The five codes: green and lengths, red, blue, alpha, distances. */
  Vp8lCode[] of(int block) {
    return Objects.requireNonNull(groups.get(blocks.length == 0 ? 0 : blocks[block]));
  }
}
