package io.tercet.nn;

import java.util.Arrays;
import java.util.List;

/**
 * Shape of an image as input of a layer: row-major with channels last (NHWC, where n is the number
 * of examples).
 *
 * @param height height in pixels, at least 1
 * @param width width in pixels, at least 1
 * @param channels number of channels, at least 1
 */
public record ImageShape(int height, int width, int channels) {

  /**
   * {@return the image shape of a layer's input}
   *
   * @param input [height, width, channels]
   * @param layer the name of the layer, for the message
   * @throws IllegalArgumentException if the input is not an image
   */
  public static ImageShape of(List<Integer> input, String layer) {
    if (input.size() != 3) {
      throw new IllegalArgumentException(
          "%s takes images [height, width, channels], found inputs of shape %s"
              .formatted(layer, input));
    }
    return new ImageShape(input.get(0), input.get(1), input.get(2));
  }

  /** {@return the shape as a list: [height, width, channels]} */
  public List<Integer> toList() {
    return List.of(height, width, channels);
  }

  /** {@return the number of values of an image} */
  public int size() {
    return height * width * channels;
  }

  /** {@return the number of values of a row of pixels} */
  public int rowSize() {
    return width * channels;
  }

  /**
   * {@return the shape with {@code padding} more pixels on each side}
   *
   * @param padding 0 or more
   */
  public ImageShape padded(int padding) {
    return padding == 0
        ? this
        : new ImageShape(height + 2 * padding, width + 2 * padding, channels);
  }

  /**
   * Copies an image of this shape into a larger one, {@code padding} from its top left corner.
   *
   * @param image contains the image, row-major
   * @param at the index of its first value in {@code image}
   * @param larger the shape of the larger image
   * @param padding pixels above and to the left of the image
   * @param to receives the larger image, 0 around the smaller one
   */
  public void place(float[] image, int at, ImageShape larger, int padding, float[] to) {
    Arrays.fill(to, 0, larger.size(), 0);
    for (int row = 0; row < height; row++) {
      int into = (row + padding) * larger.rowSize() + padding * channels;
      System.arraycopy(image, at + row * rowSize(), to, into, rowSize());
    }
  }

  /**
   * Copies the top left part, of the size of a smaller shape, of an image of this shape.
   *
   * @param image the image, row-major
   * @param smaller the shape of the part
   * @param to receives the part, row-major
   * @param toAt the index of its first value in {@code to}
   */
  public void copyTop(float[] image, ImageShape smaller, float[] to, int toAt) {
    for (int row = 0; row < smaller.height; row++) {
      System.arraycopy(
          image, row * rowSize(), to, toAt + row * smaller.rowSize(), smaller.rowSize());
    }
  }
}
