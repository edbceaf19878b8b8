package io.tercet.image.format;

import java.util.Arrays;

/** The colours that the pixels of a picture are numbers of. Numbers beyond its end are black. */
final class ColorTable {
  private static final int MOST = 256;

  private final byte[] colours = new byte[3 * MOST];
  private final int[] opacities = new int[MOST];
  private boolean colour;

  ColorTable() {
    Arrays.fill(opacities, 255);
  }

  void set(int number, int red, int green, int blue) {
    colours[3 * number] = (byte) red;
    colours[3 * number + 1] = (byte) green;
    colours[3 * number + 2] = (byte) blue;
    colour |= red != green || green != blue;
  }

  void setOpacity(int number, int opacity) {
    opacities[number] = opacity;
  }

  /** Whether not all of it is grey. */
  boolean isColour() {
    return colour;
  }

  /** Puts what is seen of a colour in front of white, in as many channels as the picture has. */
  void put(int number, byte[] row, int pixel) {
    if (!colour) {
      row[pixel] = Samples.onWhite(colours[3 * number] & 0xff, opacities[number]);
      return;
    }
    for (int channel = 0; channel < 3; channel++) {
      int sample = colours[3 * number + channel] & 0xff;
      row[3 * pixel + channel] = Samples.onWhite(sample, opacities[number]);
    }
  }
}
