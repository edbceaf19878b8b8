package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.List;

/**
 * Group normalisation (Wu and He 2018), which looks at one example alone: its channels are cut into
 * equal groups, in order, and of each group's numbers x, over all pixels, y = activation(gain (x -
 * mean) / sqrt(variance + 1e-5) + bias), with a learned gain and bias for each channel. One group
 * is layer normalisation (Ba, Kiros and Hinton 2016), also of vectors, whose numbers are channels
 * then.
 *
 * @param groups at least 1; must divide the channels
 * @param activation applied to each output
 */
public record GroupNorm(
    @JsonProperty(required = true) int groups, @JsonProperty(required = true) Activation activation)
    implements Layer {

  public GroupNorm {
    LayerChecks.requireActivation(activation, "a normalisation");
    if (groups < 1) {
      throw new IllegalArgumentException("a normalisation has at least 1 group, found " + groups);
    }
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    if (input.getLast() % groups != 0) {
      throw new IllegalArgumentException(
          "a normalisation in %d groups does not take %d channels"
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
