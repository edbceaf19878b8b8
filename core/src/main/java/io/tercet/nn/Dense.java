package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.List;

/**
 * A fully connected layer: y = f(x kernel + bias), with kernel [inputs x units] and bias [units].
 *
 * @param units number of outputs, at least 1
 * @param activation f
 */
public record Dense(
    @JsonProperty(required = true) int units, @JsonProperty(required = true) Activation activation)
    implements Layer {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if there is less than 1 unit, or no activation
   */
  public Dense {
    LayerChecks.requireActivation(activation, "a dense layer");
    if (units < 1) {
      throw new IllegalArgumentException("a dense layer needs at least 1 unit, found " + units);
    }
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    requireVector(input, title());
    return List.of(units);
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    requireVector(input, title());
    return List.of(
        new ParameterSpec("kernel", List.of(input.getFirst(), units), Initializer.GLOROT_UNIFORM),
        new ParameterSpec("bias", List.of(units), Initializer.ZEROS));
  }

  @Override
  public String title() {
    return "Dense";
  }

  static void requireVector(List<Integer> input, String layer) {
    if (input.size() != 1) {
      throw new IllegalArgumentException(
          "%s takes vectors, found inputs of shape %s".formatted(layer, input));
    }
  }
}
