package io.tercet.image.format;

import io.tercet.image.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * Parses the blocks of a GIF file (GIF89a specification). The first frame is read; the rest of the
 * canvas is transparent, thus white. A complete file ends with the trailer.
 */
final class GifFile {
  private static final int EXTENSION = 0x21;
  private static final int CONTROL = 0xf9;
  private static final int PICTURE = 0x2c;
  private static final int TRAILER = 0x3b;

  private final ImageBytes bytes;
  private int at = 13;
  private int transparent = -1;
  private @Nullable ColorTable common;
  private @Nullable GifFrame frame;

  private GifFile(ImageBytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    GifFile file = new GifFile(bytes);
    file.readBlocks();
    return file.outline();
  }

  private void readBlocks() throws ImageFormatException {
    int flags = bytes.unsigned8(10);
    if ((flags & 0x80) != 0) {
      common = palette(2 << (flags & 7));
    }
    while (true) {
      int type = next();
      switch (type) {
        case EXTENSION -> readExtension();
        case PICTURE -> readPicture();
        case TRAILER -> {
          return;
        }
        case 0 -> {} // padding that some writers insert between blocks
        default -> throw bytes.damaged("unknown block type %d".formatted(type));
      }
    }
  }

  private int next() throws ImageFormatException {
    bytes.require(at, 1, "the blocks; there is no trailer");
    return bytes.unsigned8(at++);
  }

  private ColorTable palette(int entries) throws ImageFormatException {
    bytes.require(at, 3L * entries, "the palette");
    ColorTable read = new ColorTable();
    for (int i = 0; i < entries; i++) {
      read.set(i, bytes.unsigned8(at), bytes.unsigned8(at + 1), bytes.unsigned8(at + 2));
      at += 3;
    }
    return read;
  }

  private void readExtension() throws ImageFormatException {
    int label = next();
    if (label == CONTROL && frame == null && bytes.unsigned8(at) >= 4) {
      boolean seeThrough = (bytes.unsigned8(at + 1) & 1) != 0;
      transparent = seeThrough ? bytes.unsigned8(at + 4) : -1;
    }
    skipData();
  }

  private void skipData() throws ImageFormatException {
    int count = next();
    while (count > 0) {
      bytes.require(at, count, "the blocks; there is no trailer");
      at += count;
      count = next();
    }
  }

  private void readPicture() throws ImageFormatException {
    bytes.require(at, 9, "the header of an image");
    int left = bytes.little16(at);
    int top = bytes.little16(at + 2);
    int width = bytes.little16(at + 4);
    int height = bytes.little16(at + 6);
    int flags = bytes.unsigned8(at + 8);
    at += 9;
    ColorTable colors = (flags & 0x80) != 0 ? palette(2 << (flags & 7)) : common;
    int codeBits = next();
    if (frame == null) {
      if (colors == null) {
        throw bytes.damaged("the first image has no palette");
      }
      if (transparent >= 0) {
        colors.setOpacity(transparent, 0);
      }
      ImageSize size = ImageLimits.checked(width, height);
      frame = new GifFrame(size, left, top, (flags & 0x40) != 0, colors, codeBits, at);
    }
    skipData();
  }

  private ImageHeader outline() throws ImageFormatException {
    GifFrame found = frame;
    if (found == null) {
      throw bytes.damaged("no image found");
    }
    ImageSize canvas =
        ImageLimits.checked(
            Math.max(bytes.little16(6), found.left() + found.size().width()),
            Math.max(bytes.little16(8), found.top() + found.size().height()));
    long memory = (long) found.size().width() * found.size().height() + (1 << 16);
    return new ImageHeader(
        canvas,
        found.palette().isColor(),
        Exif.UPRIGHT,
        memory,
        () -> new GifRows(canvas, found, GifPixels.decode(bytes, found)));
  }
}
