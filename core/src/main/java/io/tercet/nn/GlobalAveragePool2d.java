package io.tercet.nn;

import java.util.List;

/** Global average pooling: the mean of each channel over the whole image, from [h, w, d] to [d]. */
public record GlobalAveragePool2d() implements Layer {

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return List.of(ImageShape.of(input, title()).channels());
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "GlobalAveragePool2d";
  }

  @Override
  public boolean isSpatial() {
    return true;
  }
}
