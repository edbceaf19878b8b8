package io.tercet.nn;

import java.util.List;

/**
 * One named array of weights of a layer.
 *
 * @param name "kernel" or "bias", as in Keras
 * @param shape size of each dimension, outermost first
 * @param groups shares that the last dimension is cut into, each with inputs of its own; at least 1
 * @param initializer how it starts
 */
public record ParameterSpec(String name, List<Integer> shape, int groups, Initializer initializer) {

  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  /** One group. */
  public ParameterSpec(String name, List<Integer> shape, Initializer initializer) {
    this(name, shape, 1, initializer);
  }

  /**
   * Number of weights: the product of the shape.
   *
   * @throws IllegalArgumentException if an array cannot have so many
   */
  public int size() {
    return Architecture.size(shape);
  }
}
