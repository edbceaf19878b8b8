package io.tercet.nn;

import java.util.Arrays;
import java.util.List;

/**
 * Shape of an image as layers take it in: rows of pixels, each with its channels side by side
 * (NHWC, n being the examples).
 *
 * @param height rows of pixels, at least 1
 * @param width pixels of a row, at least 1
 * @param channels numbers of a pixel, at least 1
 */
public record ImageShape(int height, int width, int channels) {

  /**
   * Of a layer's input.
   *
   * @throws IllegalArgumentException if it is no image
   */
  public static ImageShape of(List<Integer> input, String layer) {
    if (input.size() != 3) {
      throw new IllegalArgumentException(
          "%s takes images [height, width, channels], found inputs of shape %s"
              .formatted(layer, input));
    }
    return new ImageShape(input.get(0), input.get(1), input.get(2));
  }

  public List<Integer> toList() {
    return List.of(height, width, channels);
  }

  /** Numbers of an image. */
  public int size() {
    return height * width * channels;
  }

  /** Numbers of a row of pixels. */
  public int rowSize() {
    return width * channels;
  }

  /** With that many pixels more at each side. */
  public ImageShape padded(int padding) {
    return padding == 0
        ? this
        : new ImageShape(height + 2 * padding, width + 2 * padding, channels);
  }

  /** Copies an image of this shape into a larger one, {@code padding} from its top left corner. */
  public void place(float[] image, int at, ImageShape larger, int padding, float[] to) {
    Arrays.fill(to, 0, larger.size(), 0);
    for (int row = 0; row < height; row++) {
      int into = (row + padding) * larger.rowSize() + padding * channels;
      System.arraycopy(image, at + row * rowSize(), to, into, rowSize());
    }
  }

  /** Copies the top left part of an image of this shape that is as large as a smaller one. */
  public void copyTop(float[] image, ImageShape smaller, float[] to, int toAt) {
    for (int row = 0; row < smaller.height; row++) {
      System.arraycopy(
          image, row * rowSize(), to, toAt + row * smaller.rowSize(), smaller.rowSize());
    }
  }
}
