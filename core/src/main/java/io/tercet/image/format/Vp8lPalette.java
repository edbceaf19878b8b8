package io.tercet.image.format;

/**
 * The color indexing transform: pixels are palette indices, several packed in one if the palette is
 * small.
 */
final class Vp8lPalette implements Vp8lTransform {
  private final int width;
  private final int bits;
  private final int[] colors;

  /**
   * @param width number of pixels of a row
   * @param differences difference of each color from the previous one
   */
  Vp8lPalette(int width, int[] differences) {
    this.width = width;
    int size = differences.length;
    this.bits = size <= 2 ? 3 : size <= 4 ? 2 : size <= 16 ? 1 : 0;
    for (int i = 1; i < size; i++) {
      differences[i] = Vp8lPredictor.sum(differences[i], differences[i - 1]);
    }
    this.colors = differences;
  }

  @Override
  public int storedWidth() {
    return (width + (1 << bits) - 1) >> bits;
  }

  @Override
  public int[] undo(int[] pixels, int height) {
    int stored = storedWidth();
    int numberBits = 8 >> bits;
    int[] undone = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int green = pixels[y * stored + (x >> bits)] >> 8 & 0xff;
        int place = x & (1 << bits) - 1;
        int number = green >> (place * numberBits) & (1 << numberBits) - 1;
        undone[y * width + x] = number < colors.length ? colors[number] : 0;
      }
    }
    return undone;
  }
}
