package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A frame of a WebP file.
 *
 * @param lossless whether it is VP8L, decoded here, or VP8, decoded by another reader
 * @param left left offset on the canvas in pixels
 * @param top top offset on the canvas in pixels
 * @param at offset of the chunk's data
 * @param length length of the chunk's data in bytes
 */
record WebPFrame(boolean lossless, ImageSize size, int left, int top, int at, int length) {
  private static final int LOSSLESS_MARK = 0x2f;

  /** Bytes of the container before the image data. */
  private static final int CONTAINER = 20;

  /** Maximum number of bytes that a decoder reads ahead. */
  private static final int AHEAD = 8;

  /** Padding after the image data: the decoder reads ahead. */
  private static final int BEHIND = 64;

  static ImageSize lossySize(ImageBytes bytes, int at, int length) throws ImageFormatException {
    if (length < 10 || (bytes.unsigned8(at) & 1) != 0 || !bytes.hasText(at + 3, "\u009d\u0001*")) {
      throw bytes.damaged("the image has no VP8 signature");
    }
    if (10 + (bytes.little24(at) >> 5) > length) {
      throw bytes.damaged("the first partition is longer than the image data");
    }
    return ImageLimits.checked(bytes.little16(at + 6) & 0x3fff, bytes.little16(at + 8) & 0x3fff);
  }

  static ImageSize losslessSize(ImageBytes bytes, int at, int length) throws ImageFormatException {
    if (length < 6 || bytes.unsigned8(at) != LOSSLESS_MARK) {
      throw bytes.damaged("the image has no VP8L signature");
    }
    long header = bytes.little32(at + 1);
    if (header >>> 29 != 0) {
      throw bytes.unsupported("version " + (header >>> 29), "version 0");
    }
    return ImageLimits.checked((header & 0x3fff) + 1, (header >> 14 & 0x3fff) + 1);
  }

  /**
   * @param alpha offset of the alpha data, or -1 if there is none
   */
  ImageRows decode(ImageBytes bytes, ImageSize canvas, int alpha, int alphaLength)
      throws IOException {
    ImageRows rows;
    if (lossless) {
      Vp8lBits bits = new Vp8lBits(bytes, at + 5, at + length);
      rows = new ArgbRows(new Vp8lDecoder(bytes, bits).decode(size), size.width());
    } else if (alpha < 0) {
      rows = new RasterRows(lossy(bytes), 255, RasterRows.NO_OPACITY);
    } else {
      byte[] opacity = new WebPOpacity(bytes, size).decode(alpha, alphaLength);
      rows = withOpacity(new RasterRows(lossy(bytes), 255, RasterRows.NO_OPACITY), opacity);
    }
    return size.equals(canvas) ? rows : onCanvas(rows);
  }

  private ImageRows onCanvas(ImageRows rows) {
    byte[] own = new byte[3 * size.width()];
    int[] next = {0};
    return row -> {
      Arrays.fill(row, (byte) 255);
      int y = next[0]++ - top;
      if (y >= 0 && y < size.height()) {
        rows.next(own);
        System.arraycopy(own, 0, row, 3 * left, own.length);
      }
    };
  }

  private static ImageRows withOpacity(ImageRows rows, byte[] opacity) {
    int[] next = {0};
    return row -> {
      rows.next(row);
      for (int i = 0; i < row.length; i++) {
        row[i] = Samples.onWhite(row[i] & 0xff, opacity[next[0] + i / 3] & 0xff);
      }
      next[0] += row.length / 3;
    };
  }

  /** Decodes the frame as a file with a single chunk by another reader. */
  private Raster lossy(ImageBytes bytes) throws IOException {
    ContentStream stream = new ContentStream(alone(bytes));
    Raster raster =
        OtherReaders.read(
            bytes, OtherReaders.webP(), stream, size, reader -> reader.read(0).getRaster());
    if (stream.furthest() > CONTAINER + length + AHEAD) {
      throw bytes.damaged("the image data ends early");
    }
    return raster;
  }

  private byte[] alone(ImageBytes bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 100);
    out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(little(12 + length));
    out.writeBytes("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(little(length));
    out.write(bytes.content(), at, length);
    // The reader rejects images that are many times larger than their file.
    long pixels = (long) size.width() * size.height();
    out.writeBytes(new byte[BEHIND + (int) (pixels / 128)]);
    return out.toByteArray();
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }
}
