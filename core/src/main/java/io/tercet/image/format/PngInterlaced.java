package io.tercet.image.format;

import org.jspecify.annotations.Nullable;

/** Rows of an interlaced PNG file (Adam7): all passes are decoded first. */
final class PngInterlaced implements ImageRows {
  private static final int[] FIRST_X = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] FIRST_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  private final PngRows rows;
  private final PngHeader header;
  private final PngPixels pixels;
  private byte @Nullable [] image;
  private int next;

  PngInterlaced(PngRows rows, PngHeader header, PngPixels pixels) {
    this.rows = rows;
    this.header = header;
    this.pixels = pixels;
  }

  @Override
  public void next(byte[] row) throws ImageFormatException {
    byte[] decoded = image;
    if (decoded == null) {
      decoded = decode();
      image = decoded;
    }
    System.arraycopy(decoded, next, row, 0, row.length);
    next += row.length;
  }

  @Override
  public void close() {
    rows.end();
  }

  private byte[] decode() throws ImageFormatException {
    int channels = pixels.channels();
    int width = header.size().width();
    int height = header.size().height();
    byte[] decoded = new byte[width * height * channels];
    byte[] row = new byte[width * channels];
    for (int pass = 0; pass < 7; pass++) {
      int across = (width - FIRST_X[pass] + STEP_X[pass] - 1) / STEP_X[pass];
      if (across <= 0) {
        continue;
      }
      rows.begin(across);
      for (int y = FIRST_Y[pass]; y < height; y += STEP_Y[pass]) {
        pixels.convert(rows.next(across), across, row);
        for (int i = 0; i < across; i++) {
          int at = (y * width + FIRST_X[pass] + i * STEP_X[pass]) * channels;
          System.arraycopy(row, i * channels, decoded, at, channels);
        }
      }
    }
    return decoded;
  }
}
