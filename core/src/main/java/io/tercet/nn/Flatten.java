package io.tercet.nn;

import java.util.List;

/** Flattens an image to a vector, [h, w, d] to [h w d], for dense layers. */
public record Flatten() implements Layer {

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return List.of(Architecture.size(input));
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "Flatten";
  }
}
