package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers whose output is added to their input (He et al. 2016): y = activation(x + layers(x)). It
 * cannot be the first layer of an encoder.
 *
 * @param layers at least one; the shape of their output is that of their input
 * @param activation applied to the sum
 */
public record ResidualBlock(
    @JsonProperty(required = true) List<Layer> layers,
    @JsonProperty(required = true) Activation activation)
    implements Layer {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if there is no layer, or no activation
   */
  public ResidualBlock {
    layers = LayerChecks.requireLayers(layers, "a residual block");
    LayerChecks.requireActivation(activation, "a residual block");
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    List<Integer> output = input;
    for (Layer layer : layers) {
      output = layer.outputShape(output);
    }
    if (!output.equals(input)) {
      throw new IllegalArgumentException(
          "the output of a residual block must have the shape of its input, %s, found %s"
              .formatted(input, output));
    }
    return input;
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    List<ParameterSpec> weights = new ArrayList<>();
    List<Integer> shape = input;
    for (Layer layer : layers) {
      weights.addAll(layer.weights(shape));
      shape = layer.outputShape(shape);
    }
    return weights;
  }

  @Override
  public String title() {
    return "ResidualBlock";
  }
}
