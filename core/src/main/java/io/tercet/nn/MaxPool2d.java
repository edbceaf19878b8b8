package io.tercet.nn;

import java.util.List;

/**
 * The largest of each channel in windows of size x size pixels side by side; what is left at the
 * right and the bottom is dropped. The gradient goes to the first of the largest.
 *
 * @param size side of a window, at least 1
 */
public record MaxPool2d(int size) implements Layer {

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
