package io.tercet.nn;

import io.tercet.math.Activation;
import java.util.List;

/**
 * The end of a {@link ResidualBlock} once its layers stand one after the other.
 *
 * @param back number of the block's layers
 * @param activation applied to the sum
 */
record ResidualSum(int back, Activation activation) implements Layer {

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    return input;
  }

  @Override
  public List<WeightShape> weights(List<Integer> input) {
    return List.of();
  }

  @Override
  public String title() {
    return "ResidualSum";
  }
}
