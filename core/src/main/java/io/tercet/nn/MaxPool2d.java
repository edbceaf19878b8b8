package io.tercet.nn;

import java.util.List;

/**
 * Max pooling: the maximum of each channel over adjacent windows of size x size pixels; a remainder
 * at the right and bottom is dropped. The gradient goes to the first maximum.
 *
 * @param size side of a window in pixels, at least 1
 */
public record MaxPool2d(int size) implements Layer {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public MaxPool2d {
    AveragePool2d.requireSize(size);
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return AveragePool2d.pooled(ImageShape.of(input, title()), size);
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "MaxPool2d";
  }

  @Override
  public boolean isSpatial() {
    return true;
  }
}
