package io.tercet.image.format;

import io.tercet.image.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * Run-length encoded BMP pixels: a count and a pixel, or 0 and an escape code. Rows are stored
 * bottom-up. Skipped pixels have palette index 0.
 */
final class BmpRuns {
  private static final int END_OF_ROW = 0;
  private static final int END = 1;
  private static final int JUMP = 2;

  private final ImageBytes bytes;
  private final int data;
  private final ImageSize size;
  private final int bits;

  BmpRuns(ImageBytes bytes, int data, ImageSize size, int bits) {
    this.bytes = bytes;
    this.data = data;
    this.size = size;
    this.bits = bits;
  }

  /**
   * @throws ImageFormatException if the file ends before the end marker
   */
  void checkEnd() throws ImageFormatException {
    walk(null);
  }

  ImageRows rows(ColorTable palette) throws ImageFormatException {
    int width = size.width();
    byte[] numbers = new byte[width * size.height()];
    walk(numbers);
    return new ImageRows() {
      private int next;

      @Override
      public void next(byte[] row) {
        int from = (size.height() - 1 - next++) * width;
        for (int x = 0; x < width; x++) {
          palette.put(numbers[from + x] & 0xff, row, x);
        }
      }
    };
  }

  private void walk(byte @Nullable [] numbers) throws ImageFormatException {
    int at = data;
    int x = 0;
    int y = 0;
    while (true) {
      bytes.require(at, 2, "the image data");
      int count = bytes.unsigned8(at);
      int second = bytes.unsigned8(at + 1);
      at += 2;
      if (count > 0) {
        put(numbers, x, y, count, at - 1, true);
        x += count;
      } else if (second == END_OF_ROW) {
        x = 0;
        y++;
      } else if (second == END) {
        return;
      } else if (second == JUMP) {
        bytes.require(at, 2, "the image data");
        x += bytes.unsigned8(at);
        y += bytes.unsigned8(at + 1);
        at += 2;
      } else {
        int length = (second * bits + 15) / 16 * 2;
        bytes.require(at, length, "the image data");
        put(numbers, x, y, second, at, false);
        x += second;
        at += length;
      }
      if (x > size.width() + 1 || y > size.height()) {
        throw bytes.damaged("the image data exceeds %s pixels".formatted(size));
      }
    }
  }

  /** Writes pixels read from {@code at}; a run repeats one pixel, or two alternately. */
  private void put(byte @Nullable [] numbers, int x, int y, int count, int at, boolean run) {
    for (int i = 0; numbers != null && i < count; i++) {
      int pixel = run ? bits == 4 ? i % 2 : 0 : i;
      if (x + i < size.width() && y < size.height()) {
        numbers[y * size.width() + x + i] = (byte) Samples.packed(bytes.content(), at, pixel, bits);
      }
    }
  }
}
