package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Sets each value to 0 with probability {@code rate} and divides the others by 1 - rate (Srivastava
 * et al. 2014), in training only. The choice depends on the seed, the step and the row.
 *
 * @param rate at least 0 and below 1
 */
public record Dropout(@JsonProperty(required = true) double rate) implements Layer {

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Dropout {
    if (!(rate >= 0 && (float) rate < 1)) {
      throw new IllegalArgumentException("a dropout rate must be in [0, 1), found " + rate);
    }
  }

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
    return "Dropout";
  }
}
