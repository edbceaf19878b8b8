package io.tercet.image.format;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts rows of a PNG file to 8 bits per channel, grayscale or RGB, composited on white. */
final class PngPixels {
  private final PngHeader header;
  private final @Nullable ColorTable palette;
  private final int[] transparent;

  /**
   * @param transparent the transparent color, one sample per channel; empty if none
   */
  PngPixels(PngHeader header, @Nullable ColorTable palette, int[] transparent) {
    this.header = header;
    this.palette = palette;
    this.transparent = transparent;
  }

  int channels() {
    if (header.indexed()) {
      return Objects.requireNonNull(palette).isColor() ? 3 : 1;
    }
    return header.channels() >= 3 ? 3 : 1;
  }

  /**
   * @param raw an unfiltered row as stored
   * @param row receives [width x channels]
   */
  void convert(byte[] raw, int width, byte[] row) {
    if (header.indexed()) {
      ColorTable colors = Objects.requireNonNull(palette);
      for (int x = 0; x < width; x++) {
        colors.put(sample(raw, x), row, x);
      }
      return;
    }
    int seen = channels();
    boolean plain = header.bits() == 8 && header.channels() == seen && transparent.length < seen;
    if (plain) {
      System.arraycopy(raw, 0, row, 0, width * seen);
      return;
    }
    for (int x = 0; x < width; x++) {
      convertPixel(raw, x, row, seen);
    }
  }

  private void convertPixel(byte[] raw, int x, byte[] row, int seen) {
    int stored = header.channels();
    int most = (1 << header.bits()) - 1;
    int opacity = stored > seen ? Samples.scaled(sample(raw, x * stored + seen), most) : 255;
    if (stored == seen && transparent.length >= seen && isTransparent(raw, x * stored, seen)) {
      opacity = 0;
    }
    for (int channel = 0; channel < seen; channel++) {
      int level = Samples.scaled(sample(raw, x * stored + channel), most);
      row[x * seen + channel] = Samples.onWhite(level, opacity);
    }
  }

  private boolean isTransparent(byte[] raw, int at, int seen) {
    for (int channel = 0; channel < seen; channel++) {
      if (sample(raw, at + channel) != transparent[channel]) {
        return false;
      }
    }
    return true;
  }

  private int sample(byte[] raw, int i) {
    return switch (header.bits()) {
      case 8 -> raw[i] & 0xff;
      case 16 -> (raw[2 * i] & 0xff) << 8 | (raw[2 * i + 1] & 0xff);
      default -> Samples.packed(raw, 0, i, header.bits());
    };
  }
}
