package io.tercet.nn;

import java.util.List;

/** Scales each embedding to unit length: y = x / max(|x|, 1e-12). */
public record L2Normalize() implements Layer {

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    Dense.requireVector(input, title());
    return input;
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "L2Normalize";
  }
}
