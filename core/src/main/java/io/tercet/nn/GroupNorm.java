package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.List;

/**
 * Group normalization (Wu and He 2018) of each example: its channels are divided into equal groups,
 * in order, and for the values x of a group, over all pixels, y = activation(gain (x - mean) /
 * sqrt(variance + 1e-5) + bias), with a learned gain and bias for each channel. One group is layer
 * normalization (Ba, Kiros and Hinton 2016). The values of a vector are treated as channels.
 *
 * @param groups at least 1; must divide the channels
 * @param activation applied to each output
 */
public record GroupNorm(
    @JsonProperty(required = true) int groups, @JsonProperty(required = true) Activation activation)
    implements Layer {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if there is less than 1 group, or no activation
   */
  public GroupNorm {
    LayerChecks.requireActivation(activation, "a normalization");
    if (groups < 1) {
      throw new IllegalArgumentException("a normalization needs at least 1 group, found " + groups);
    }
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    if (input.getLast() % groups != 0) {
      throw new IllegalArgumentException(
          "a normalization in %d groups cannot take %d channels"
              .formatted(groups, input.getLast()));
    }
    return input;
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    List<Integer> channels = List.of(input.getLast());
    return List.of(
        new ParameterSpec("gain", channels, Initializer.ONES),
        new ParameterSpec("bias", channels, Initializer.ZEROS));
  }

  @Override
  public String title() {
    return "GroupNorm";
  }
}
