package io.tercet.image.format;

import java.util.Arrays;

/** A color palette. Indices beyond its end are black. */
final class ColorTable {
  private static final int MOST = 256;

  private final byte[] colors = new byte[3 * MOST];
  private final int[] opacities = new int[MOST];
  private boolean color;

  ColorTable() {
    Arrays.fill(opacities, 255);
  }

  void set(int number, int red, int green, int blue) {
    colors[3 * number] = (byte) red;
    colors[3 * number + 1] = (byte) green;
    colors[3 * number + 2] = (byte) blue;
    color |= red != green || green != blue;
  }

  void setOpacity(int number, int opacity) {
    opacities[number] = opacity;
  }

  /** Whether any entry is not gray. */
  boolean isColor() {
    return color;
  }

  /** Writes a color composited on white, in 1 or 3 channels. */
  void put(int number, byte[] row, int pixel) {
    if (!color) {
      row[pixel] = Samples.onWhite(colors[3 * number] & 0xff, opacities[number]);
      return;
    }
    for (int channel = 0; channel < 3; channel++) {
      int sample = colors[3 * number + channel] & 0xff;
      row[3 * pixel + channel] = Samples.onWhite(sample, opacities[number]);
    }
  }
}
