package io.tercet.nn;

import java.util.List;

/**
 * Specification of one named array of weights of a layer.
 *
 * @param name "kernel" or "bias", as in Keras
 * @param shape size of each dimension, outermost first
 * @param groups number of groups of the last dimension, each with separate inputs; at least 1
 * @param initializer initial values
 */
public record ParameterSpec(String name, List<Integer> shape, int groups, Initializer initializer) {

  /** Copies the shape. */
  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  /**
   * Creates a parameter with one group.
   *
   * @param name what the layer calls it: "kernel"
   * @param shape the size of each dimension
   * @param initializer the distribution of the initial values
   */
  public ParameterSpec(String name, List<Integer> shape, Initializer initializer) {
    this(name, shape, 1, initializer);
  }

  /**
   * {@return the number of weights: the product of the shape}
   *
   * @throws IllegalArgumentException if it exceeds the size of an array
   */
  public int size() {
    return Architecture.size(shape);
  }
}
