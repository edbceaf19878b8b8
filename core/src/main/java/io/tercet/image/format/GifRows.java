package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.util.Arrays;

/** Rows of the canvas of a GIF file with one frame. */
final class GifRows implements ImageRows {
  private static final int[] FIRST = {0, 4, 2, 1};
  private static final int[] STEP = {8, 8, 4, 2};

  private final GifFrame frame;
  private final byte[] numbers;
  private final byte[] part;
  private final int[] places;
  private int next;

  /**
   * @param numbers palette indices [height x width] of the frame in file order
   */
  GifRows(ImageSize canvas, GifFrame frame, byte[] numbers) {
    this.frame = frame;
    this.numbers = numbers;
    this.part = new byte[3 * canvas.width()];
    this.places = places(frame);
  }

  /** The row in the file of each row of the frame. */
  private static int[] places(GifFrame frame) {
    int[] places = new int[frame.size().height()];
    if (!frame.interlaced()) {
      Arrays.setAll(places, y -> y);
      return places;
    }
    int place = 0;
    for (int pass = 0; pass < 4; pass++) {
      for (int y = FIRST[pass]; y < places.length; y += STEP[pass]) {
        places[y] = place++;
      }
    }
    return places;
  }

  @Override
  public void next(byte[] row) {
    Arrays.fill(row, (byte) 255);
    int y = next++ - frame.top();
    int width = frame.size().width();
    if (y < 0 || y >= places.length) {
      return;
    }
    int channels = frame.palette().isColor() ? 3 : 1;
    for (int x = 0; x < width; x++) {
      frame.palette().put(numbers[places[y] * width + x] & 0xff, part, x);
    }
    System.arraycopy(part, 0, row, frame.left() * channels, width * channels);
  }
}
