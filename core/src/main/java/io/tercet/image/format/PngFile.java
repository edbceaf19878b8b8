package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Parses the chunks of a PNG file (ISO/IEC 15948). A complete file ends with IEND. Checksums of
 * chunks that affect the pixels are verified; text, profiles and other chunks are skipped without
 * being inflated.
 */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int GRAY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private final ImageBytes bytes;
  private final List<Part> data = new ArrayList<>();
  private @Nullable PngHeader header;
  private @Nullable ColorTable palette;
  private int[] transparent = {};
  private int orientation = Exif.UPRIGHT;
  private boolean ended;

  private PngFile(ImageBytes bytes) {
    this.bytes = bytes;
  }

  /** The image data of one IDAT chunk. */
  record Part(int from, int count) {}

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    PngFile file = new PngFile(bytes);
    file.readChunks();
    return file.outline();
  }

  private void readChunks() throws ImageFormatException {
    int at = SIGNATURE;
    while (!ended) {
      bytes.require(at, AROUND, "the chunks; there is no IEND");
      long length = bytes.big32(at);
      String type = bytes.text(at + 4, 4);
      bytes.require(at, length + AROUND, "the chunk " + printable(type));
      if (Character.isUpperCase(type.charAt(0)) || type.equals("tRNS")) {
        checkSum(at, (int) length, type);
      }
      read(type, at + 8, (int) length);
      at += (int) length + AROUND;
    }
  }

  private static String printable(String type) {
    return type.chars().allMatch(c -> c > ' ' && c < 0x7f) ? type : "of an unknown type";
  }

  private void checkSum(int at, int length, String type) throws ImageFormatException {
    CRC32 sum = new CRC32();
    sum.update(bytes.content(), at + 4, length + 4);
    if (sum.getValue() != bytes.big32(at + 8 + length)) {
      throw bytes.damaged("wrong checksum of chunk %s".formatted(printable(type)));
    }
  }

  private void read(String type, int at, int length) throws ImageFormatException {
    if (header == null && !type.equals("IHDR")) {
      throw bytes.damaged("it does not begin with IHDR");
    }
    switch (type) {
      case "IHDR" -> readHeader(at, length);
      case "PLTE" -> readPalette(at, length);
      case "tRNS" -> readTransparency(at, length);
      case "IDAT" -> data.add(new Part(at, length));
      case "eXIf" -> orientation = Exif.orientation(bytes, at, at + length);
      case "IEND" -> ended = true;
      default -> {} // does not affect the pixels
    }
  }

  private void readHeader(int at, int length) throws ImageFormatException {
    if (length != 13 || header != null) {
      throw bytes.damaged("the header is not one of 13 bytes");
    }
    ImageSize size = ImageLimits.checked(bytes.big32(at), bytes.big32(at + 4));
    int bits = bytes.unsigned8(at + 8);
    int type = bytes.unsigned8(at + 9);
    int interlace = bytes.unsigned8(at + 12);
    boolean known =
        switch (type) {
          case GRAY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
          case INDEXED -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
          case RGB, GRAY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
          default -> false;
        };
    if (!known || bytes.big16(at + 10) != 0 || interlace > 1) {
      throw bytes.damaged("invalid color type %d of %d bits".formatted(type, bits));
    }
    int channels = type == RGB ? 3 : type == RGB_ALPHA ? 4 : type == GRAY_ALPHA ? 2 : 1;
    header = new PngHeader(size, bits, channels, type == INDEXED, interlace == 1);
  }

  private void readPalette(int at, int length) throws ImageFormatException {
    if (length % 3 != 0 || length > 3 * 256) {
      throw bytes.damaged("the palette has %d bytes".formatted(length));
    }
    ColorTable read = new ColorTable();
    for (int i = 0; i < length / 3; i++) {
      int entry = at + 3 * i;
      read.set(i, bytes.unsigned8(entry), bytes.unsigned8(entry + 1), bytes.unsigned8(entry + 2));
    }
    palette = read;
  }

  private void readTransparency(int at, int length) throws ImageFormatException {
    if (palette != null && header != null && header.indexed()) {
      for (int i = 0; i < Math.min(length, 256); i++) {
        palette.setOpacity(i, bytes.unsigned8(at + i));
      }
      return;
    }
    transparent = new int[length / 2];
    for (int i = 0; i < transparent.length; i++) {
      transparent[i] = bytes.big16(at + 2 * i);
    }
  }

  private ImageHeader outline() throws ImageFormatException {
    PngHeader read = header;
    if (read == null || data.isEmpty()) {
      throw bytes.damaged("no image found");
    }
    if (read.indexed() && palette == null) {
      throw bytes.damaged("it has no palette");
    }
    PngPixels pixels = new PngPixels(read, palette, transparent);
    long memory = 4L * read.rowBytes(read.size().width()) + (1 << 16);
    if (read.interlaced()) {
      memory += (long) read.size().width() * read.size().height() * pixels.channels();
    }
    return new ImageHeader(
        read.size(),
        pixels.channels() == 3,
        orientation,
        memory,
        () -> {
          PngRows rows = new PngRows(bytes, data, read);
          return read.interlaced()
              ? new PngInterlaced(rows, read, pixels)
              : new PngStraight(rows, read.size().width(), pixels);
        });
  }
}
