package io.tercet.image.format;

/**
 * The predictor transform: pixels are differences from a prediction by their neighbors.
 *
 * @param bits log2 of the block size
 * @param modes prediction mode of each block, in green
 */
@SuppressWarnings("ArrayRecordComponent")
record Vp8lPredictor(int storedWidth, int bits, int[] modes) implements Vp8lTransform {
  private static final int BLACK = 0xff000000;

  @Override
  public int[] undo(int[] pixels, int height) {
    int across = (storedWidth + (1 << bits) - 1) >> bits;
    pixels[0] = sum(pixels[0], BLACK);
    for (int x = 1; x < storedWidth; x++) {
      pixels[x] = sum(pixels[x], pixels[x - 1]);
    }
    for (int y = 1; y < height; y++) {
      int row = y * storedWidth;
      pixels[row] = sum(pixels[row], pixels[row - storedWidth]);
      for (int x = 1; x < storedWidth; x++) {
        int mode = modes[(y >> bits) * across + (x >> bits)] >> 8 & 15;
        pixels[row + x] = sum(pixels[row + x], expected(mode, pixels, row + x));
      }
    }
    return pixels;
  }

  private int expected(int mode, int[] pixels, int at) {
    int left = pixels[at - 1];
    int above = pixels[at - storedWidth];
    int right =
        pixels[at - storedWidth + 1]; // for the last pixel of a row, the first of its own row
    int corner = pixels[at - storedWidth - 1];
    return switch (mode) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> right;
      case 4 -> corner;
      case 5 -> mean(mean(left, right), above);
      case 6 -> mean(left, corner);
      case 7 -> mean(left, above);
      case 8 -> mean(corner, above);
      case 9 -> mean(above, right);
      case 10 -> mean(mean(left, corner), mean(above, right));
      case 11 -> nearer(left, above, corner);
      case 12 -> slanted(left, above, corner);
      case 13 -> halfSlanted(mean(left, above), corner);
      default -> BLACK;
    };
  }

  /** Adds each of the four channels, without carry. */
  static int sum(int one, int other) {
    int even = (one & 0xff00ff) + (other & 0xff00ff) & 0xff00ff;
    int odd = (one >>> 8 & 0xff00ff) + (other >>> 8 & 0xff00ff) & 0xff00ff;
    return odd << 8 | even;
  }

  private static int mean(int one, int other) {
    return ((one ^ other) >>> 1 & 0x7f7f7f7f) + (one & other);
  }

  private static int nearer(int left, int above, int corner) {
    int toLeft = 0;
    int toAbove = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int c = corner >> shift & 0xff;
      toLeft += Math.abs((above >> shift & 0xff) - c);
      toAbove += Math.abs((left >> shift & 0xff) - c);
    }
    return toLeft < toAbove ? left : above;
  }

  private static int slanted(int left, int above, int corner) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int level = (left >> shift & 0xff) + (above >> shift & 0xff) - (corner >> shift & 0xff);
      result |= Math.clamp(level, 0, 255) << shift;
    }
    return result;
  }

  private static int halfSlanted(int middle, int corner) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int level = middle >> shift & 0xff;
      int moved = level + (level - (corner >> shift & 0xff)) / 2;
      result |= Math.clamp(moved, 0, 255) << shift;
    }
    return result;
  }
}
