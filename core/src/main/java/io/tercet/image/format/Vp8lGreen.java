package io.tercet.image.format;

/** The subtract-green transform: green was subtracted from red and blue. */
record Vp8lGreen(int storedWidth) implements Vp8lTransform {
  @Override
  public int[] undo(int[] pixels, int height) {
    for (int i = 0; i < pixels.length; i++) {
      int green = pixels[i] >> 8 & 0xff;
      int others = (pixels[i] & 0xff00ff) + (green << 16 | green) & 0xff00ff;
      pixels[i] = (pixels[i] & 0xff00ff00) | others;
    }
    return pixels;
  }
}
