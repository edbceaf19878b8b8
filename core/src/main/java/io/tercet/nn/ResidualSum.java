package io.tercet.nn;

import io.tercet.tensor.Activation;
import java.util.List;

/**
 * The sum at the end of an expanded {@link ResidualBlock}.
 *
 * @param back number of the block's layers
 * @param activation applied to the sum
 */
public record ResidualSum(int back, Activation activation) implements Layer {

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return input;
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "ResidualSum";
  }
}
