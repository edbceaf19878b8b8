package io.tercet.nn;

import java.util.List;

/**
 * Average pooling: the mean of each channel over adjacent windows of size x size pixels; a
 * remainder at the right and bottom is dropped.
 *
 * @param size side of a window in pixels, at least 1
 */
public record AveragePool2d(int size) implements Layer {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public AveragePool2d {
    requireSize(size);
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return pooled(ImageShape.of(input, title()), size);
  }

  static void requireSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the window of a pooling layer must be at least 1 pixel, found " + size);
    }
  }

  static List<Integer> pooled(ImageShape image, int size) {
    if (image.height() < size || image.width() < size) {
      throw new IllegalArgumentException(
          "a pooling window of %d x %d does not fit into images of %d x %d"
              .formatted(size, size, image.height(), image.width()));
    }
    return List.of(image.height() / size, image.width() / size, image.channels());
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "AveragePool2d";
  }

  @Override
  public boolean isSpatial() {
    return true;
  }
}
