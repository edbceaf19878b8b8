package io.tercet.image.format;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes strips and tiles of a TIFF image: uncompressed, PackBits, LZW and Deflate. */
final class TiffBlocks {
  private static final int PLAIN = 1;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int OLD_DEFLATE = 32_946;
  private static final int PACK_BITS = 32_773;

  private final ImageBytes bytes;
  private final TiffDirectory tags;
  private final TiffLayout layout;
  private final int places;
  private final int lengths;

  TiffBlocks(ImageBytes bytes, TiffDirectory tags, TiffLayout layout) throws ImageFormatException {
    this.bytes = bytes;
    this.tags = tags;
    this.layout = layout;
    this.places = layout.tiled() ? 324 : 273;
    this.lengths = layout.tiled() ? 325 : 279;
    int planes = layout.apart() ? layout.samples() : 1;
    long wanted = (long) layout.blocksAcross() * layout.blocksDown() * planes;
    if (tags.count(places) < wanted) {
      throw bytes.damaged(
          "%d of the %d strips or tiles are missing"
              .formatted(wanted - tags.count(places), wanted));
    }
  }

  /** Whether such images are decoded here instead of by another reader. */
  static boolean canRead(TiffLayout layout) {
    boolean compression =
        switch (layout.compression()) {
          case PLAIN, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS -> true;
          default -> false;
        };
    return compression && !layout.reversed() && layout.photometric() != TiffLayout.YCBCR;
  }

  /**
   * Decodes a block to the start of {@code destination}.
   *
   * @param count number of bytes expected
   */
  void read(int block, byte[] destination, int count) throws ImageFormatException {
    int at = (int) tags.number(places, 0, block);
    int length =
        tags.has(lengths)
            ? (int) tags.number(lengths, 0, block)
            : layout.compression() == PLAIN ? count : bytes.length() - at;
    int read =
        switch (layout.compression()) {
          case PLAIN -> plain(at, length, destination, count);
          case PACK_BITS -> packBits(at, at + length, destination, count);
          case LZW -> new TiffLzw(bytes, at, at + length).decode(destination, count);
          default -> inflate(at, length, destination, count);
        };
    if (read < count) {
      throw bytes.damaged("strip or tile %d has %d of %d bytes".formatted(block, read, count));
    }
  }

  private int plain(int at, int length, byte[] destination, int count) throws ImageFormatException {
    int copied = Math.min(length, count);
    bytes.require(at, copied, "the image data");
    System.arraycopy(bytes.content(), at, destination, 0, copied);
    return copied;
  }

  private int packBits(int from, int end, byte[] destination, int count)
      throws ImageFormatException {
    int at = from;
    int filled = 0;
    while (filled < count && at < end) {
      int head = (byte) bytes.unsigned8(at++);
      int run = Math.min(head >= 0 ? head + 1 : 1 - head, count - filled);
      if (head >= 0) {
        bytes.require(at, run, "the image data");
        System.arraycopy(bytes.content(), at, destination, filled, run);
        at += head + 1;
        filled += run;
      } else if (head != -128) {
        byte repeated = (byte) bytes.unsigned8(at++);
        Arrays.fill(destination, filled, filled + run, repeated);
        filled += run;
      }
    }
    return filled;
  }

  private int inflate(int at, int length, byte[] destination, int count)
      throws ImageFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes.content(), at, length);
      int filled = 0;
      int step = -1;
      while (filled < count && step != 0) {
        step = inflater.inflate(destination, filled, count - filled);
        filled += step;
      }
      return filled;
    } catch (DataFormatException e) {
      throw bytes.damaged("the image data cannot be inflated");
    } finally {
      inflater.end();
    }
  }
}
