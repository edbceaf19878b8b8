package io.tercet.image.format;

import io.tercet.image.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * Parses the chunks of a WebP file (RFC 9649). A complete file has the length declared by its RIFF
 * header. Of an animation, the first frame is read, at its position on the canvas.
 */
final class WebPFile {
  private static final int HEAD = 8;

  private final ImageBytes bytes;
  private @Nullable ImageSize canvas;
  private @Nullable WebPFrame frame;
  private int alpha = -1;
  private int alphaLength;
  private int orientation = Exif.UPRIGHT;

  private WebPFile(ImageBytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    long length = bytes.little32(4);
    bytes.require(HEAD, length, "the %d bytes of chunks".formatted(length));
    WebPFile file = new WebPFile(bytes);
    file.readChunks(12, HEAD + (int) length, 0, 0);
    return file.outline();
  }

  private void readChunks(int from, int to, int left, int top) throws ImageFormatException {
    int at = from;
    while (at < to) {
      bytes.require(at, HEAD, "the chunks");
      String type = bytes.text(at, 4);
      long length = bytes.little32(at + 4);
      if (length > to - at - HEAD) {
        throw bytes.damaged(
            "the chunk at byte %d is longer than the rest of the file".formatted(at));
      }
      read(type, at + HEAD, (int) length, left, top);
      at += HEAD + (int) length + (int) (length & 1);
    }
  }

  private void read(String type, int at, int length, int left, int top)
      throws ImageFormatException {
    switch (type) {
      case "VP8X" ->
          canvas = ImageLimits.checked(bytes.little24(at + 4) + 1L, bytes.little24(at + 7) + 1L);
      case "ALPH" -> {
        if (frame == null) {
          alpha = at;
          alphaLength = length;
        }
      }
      case "VP8 " ->
          foundFrame(false, WebPFrame.lossySize(bytes, at, length), at, length, left, top);
      case "VP8L" ->
          foundFrame(true, WebPFrame.losslessSize(bytes, at, length), at, length, left, top);
      case "ANMF" -> {
        bytes.require(at, 16, "an image of the animation");
        if (frame == null) {
          int x = 2 * bytes.little24(at);
          int y = 2 * bytes.little24(at + 3);
          readChunks(at + 16, at + length, x, y);
        }
      }
      case "EXIF" -> {
        int exif = bytes.hasText(at, "Exif\0\0") ? at + 6 : at;
        orientation = Exif.orientation(bytes, exif, at + length);
      }
      default -> {} // does not affect the pixels
    }
  }

  private void foundFrame(boolean lossless, ImageSize size, int at, int length, int left, int top) {
    if (frame == null) {
      frame = new WebPFrame(lossless, size, left, top, at, length);
    }
  }

  private ImageHeader outline() throws ImageFormatException {
    WebPFrame found = frame;
    if (found == null) {
      throw bytes.damaged("no image found");
    }
    ImageSize whole = canvas == null ? found.size() : canvas;
    if (found.left() + found.size().width() > whole.width()
        || found.top() + found.size().height() > whole.height()) {
      throw bytes.damaged(
          "an image of %s pixels exceeds its canvas of %s".formatted(found.size(), whole));
    }
    long pixels = (long) found.size().width() * found.size().height();
    long memory = pixels * (found.lossless() ? 5 : alpha < 0 ? 4 : 9) + (1 << 20);
    return new ImageHeader(
        whole, true, orientation, memory, () -> found.decode(bytes, whole, alpha, alphaLength));
  }
}
