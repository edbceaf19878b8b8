package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.util.Arrays;

/**
 * BMP files of Windows and OS/2: palettes of 1, 4 and 8 bits, packed or run-length encoded, and
 * direct color of 16, 24 and 32 bits.
 */
final class BmpFile {
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final int[] HEADERS = {CORE, INFO, 52, 56, 64, 108, 124};
  private static final int PLAIN = 0;
  private static final int RUNS_8 = 1;
  private static final int RUNS_4 = 2;
  private static final int MASKS = 3;
  private static final int MASKS_WITH_ALPHA = 6;
  private static final String KINDS =
      "1, 4, 8, 16, 24 or 32 bits, uncompressed, run-length encoded or with masks";

  private final ImageBytes bytes;
  private final int header;
  private final int bits;
  private final int compression;
  private final boolean bottomUp;
  private final ImageSize size;
  private final int data;

  private BmpFile(ImageBytes bytes) throws ImageFormatException {
    this.bytes = bytes;
    header = (int) bytes.little32(14);
    bytes.require(14, header, "the header");
    boolean core = header == CORE;
    long width = core ? bytes.little16(18) : (int) bytes.little32(18);
    long height = core ? bytes.little16(20) : (int) bytes.little32(22);
    bottomUp = height > 0;
    size = ImageLimits.checked(width, Math.abs(height));
    bits = bytes.little16(core ? 24 : 28);
    compression = core ? PLAIN : (int) Math.min(bytes.little32(30), Integer.MAX_VALUE);
    data = (int) Math.min(bytes.little32(10), bytes.length());
  }

  /** Whether a file that begins with "BM" has a header of a length that exists. */
  static boolean hasHeader(byte[] content) {
    if (content.length < 18) {
      return false; // truncated, or text
    }
    int length = (content[14] & 0xff) | (content[15] & 0xff) << 8;
    return content[16] == 0 && content[17] == 0 && Arrays.binarySearch(HEADERS, length) >= 0;
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    bytes.require(0, 26, "the header");
    return new BmpFile(bytes).outline();
  }

  private ImageHeader outline() throws ImageFormatException {
    return switch (compression) {
      case PLAIN -> plain();
      case RUNS_8, RUNS_4 -> runs();
      case MASKS, MASKS_WITH_ALPHA -> masks();
      default -> throw unsupported();
    };
  }

  private ImageFormatException unsupported() {
    return bytes.unsupported("%d bits, compression %d".formatted(bits, compression), KINDS);
  }

  private long stride() {
    return ((long) size.width() * bits + 31) / 32 * 4;
  }

  private void requirePixels() throws ImageFormatException {
    bytes.require(data, stride() * size.height(), "the image data");
  }

  private int rowAt(int y) {
    int row = bottomUp ? size.height() - 1 - y : y;
    return data + (int) stride() * row;
  }

  private ImageHeader plain() throws ImageFormatException {
    return switch (bits) {
      case 1, 4, 8 -> {
        requirePixels();
        ColorTable palette = palette();
        yield outline(palette.isColor(), 0, () -> indexed(palette));
      }
      case 16 -> colored(new BmpMasks(0x7c00, 0x03e0, 0x001f, 0));
      case 24, 32 -> colored(new BmpMasks(0xff0000, 0xff00, 0xff, 0));
      default -> throw unsupported();
    };
  }

  private ImageHeader masks() throws ImageFormatException {
    if ((bits != 16 && bits != 32) || header == 64) {
      throw unsupported();
    }
    boolean alpha = compression == MASKS_WITH_ALPHA || header >= 56;
    return colored(
        new BmpMasks(
            (int) bytes.little32(54),
            (int) bytes.little32(58),
            (int) bytes.little32(62),
            alpha ? (int) bytes.little32(66) : 0));
  }

  private ImageHeader colored(BmpMasks masks) throws ImageFormatException {
    requirePixels();
    return outline(true, 0, () -> new BmpColors(bytes, bits, this::rowAt, masks.seenIn(this)));
  }

  /** Whether any pixel has any of these bits; detects an alpha channel that is never set. */
  boolean anyPixelHas(int mask) throws ImageFormatException {
    for (int y = 0; y < size.height(); y++) {
      int at = rowAt(y);
      for (int x = 0; x < size.width(); x++) {
        if ((BmpColors.pixel(bytes, at, x, bits) & mask) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private ImageHeader runs() throws ImageFormatException {
    if (bits != (compression == RUNS_8 ? 8 : 4) || !bottomUp) {
      throw unsupported();
    }
    ColorTable palette = palette();
    BmpRuns runs = new BmpRuns(bytes, data, size, bits);
    runs.checkEnd();
    long pixels = (long) size.width() * size.height();
    return outline(palette.isColor(), pixels, () -> runs.rows(palette));
  }

  private ImageHeader outline(boolean color, long memory, ImageHeader.Decoder decoder) {
    return new ImageHeader(size, color, Exif.UPRIGHT, memory, decoder);
  }

  private ColorTable palette() throws ImageFormatException {
    int entry = header == CORE ? 3 : 4;
    long said = header == CORE ? 0 : bytes.little32(46);
    int entries = (int) (said == 0 ? 1 << bits : Math.min(said, 1 << bits));
    int from = 14 + header;
    if (said == 0 && data > from) {
      entries = Math.min(entries, (data - from) / entry); // as many as the file has space for
    }
    bytes.require(from, (long) entries * entry, "the palette");
    ColorTable palette = new ColorTable();
    for (int i = 0; i < entries; i++) {
      int at = from + i * entry;
      palette.set(i, bytes.unsigned8(at + 2), bytes.unsigned8(at + 1), bytes.unsigned8(at));
    }
    return palette;
  }

  private ImageRows indexed(ColorTable palette) {
    return new ImageRows() {
      private int next;

      @Override
      public void next(byte[] row) {
        int at = rowAt(next++);
        for (int x = 0; x < size.width(); x++) {
          palette.put(Samples.packed(bytes.content(), at, x, bits), row, x);
        }
      }
    };
  }
}
