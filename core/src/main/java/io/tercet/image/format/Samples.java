package io.tercet.image.format;

/** Conversion of samples: to 8 bits, and compositing on white. */
final class Samples {
  private Samples() {}

  /** A sample of up to 16 bits, 0 to {@code most}, as 0 to 255, rounded. */
  static int scaled(int sample, int most) {
    return most == 255 ? sample : (int) ((sample * 255L + most / 2) / most);
  }

  /** A sample composited on white; all values 0 to 255. */
  static byte onWhite(int sample, int opacity) {
    return (byte)
        (opacity == 255 ? sample : (sample * opacity + 255 * (255 - opacity) + 127) / 255);
  }

  /** Sample number {@code i} of a packed row, most significant bits first. */
  static int packed(byte[] row, int from, int i, int bits) {
    int perByte = 8 / bits;
    int shift = 8 - bits * (i % perByte + 1);
    return row[from + i / perByte] >> shift & (1 << bits) - 1;
  }
}
