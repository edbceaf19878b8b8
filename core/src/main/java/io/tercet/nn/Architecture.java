package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * The architecture of an encoder as data: the input shape and the layers in order.
 *
 * @param input shape of one example as input of the first layer: {@code [784]}
 * @param layers at least one; the input of each must match the output of the previous one
 */
public record Architecture(
    @JsonProperty(required = true) List<Integer> input,
    @JsonProperty(required = true) List<Layer> layers) {
  private static final int MAX_LAYERS = 10_000;

  /** Maximum size of a Java array. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if there is no layer, more than 10,000, or one that does not
   *     take the output of the one before; if a size is less than 1; or if an output or all weights
   *     together exceed the size of an array
   */
  public Architecture {
    layers = LayerChecks.requireLayers(layers, "an encoder");
    if (layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "an encoder can have at most %d layers, found %d".formatted(MAX_LAYERS, layers.size()));
    }
    if (input == null
        || input.isEmpty()
        || input.stream().anyMatch(size -> size == null || size < 1)) {
      throw new IllegalArgumentException(
          "an input shape needs at least one dimension, all at least 1, found " + input);
    }
    input = List.copyOf(input);
    if (layers.getFirst() instanceof ResidualBlock) {
      throw new IllegalArgumentException(
          "the first layer of an encoder cannot be a residual block");
    }
    requireSizes(input, layers);
  }

  /** Each output, and all weights together, must fit into an array. */
  private static void requireSizes(List<Integer> input, List<Layer> layers) {
    size(input);
    long weights = 0;
    List<Integer> shape = input;
    for (Layer layer : layers) {
      for (ParameterSpec weight : layer.weights(shape)) {
        weights += weight.size();
      }
      shape = layer.outputShape(shape);
      size(shape);
    }
    if (weights > MAX_SIZE) {
      throw new IllegalArgumentException(
          "an encoder can have at most %d weights, found %d".formatted(MAX_SIZE, weights));
    }
  }

  /** {@return the input shape, then the output shape of each layer} */
  public List<List<Integer>> shapes() {
    List<List<Integer>> shapes = new ArrayList<>(List.of(input));
    for (Layer layer : layers) {
      shapes.add(layer.outputShape(shapes.getLast()));
    }
    return shapes;
  }

  /**
   * The same architecture with residual blocks expanded into their layers, in order of execution.
   */
  Architecture flattened() {
    List<Layer> flat = new ArrayList<>();
    layers.forEach(layer -> addFlattened(layer, flat));
    return new Architecture(input, flat);
  }

  private static void addFlattened(Layer layer, List<Layer> flat) {
    if (layer instanceof ResidualBlock block) {
      int first = flat.size();
      block.layers().forEach(part -> addFlattened(part, flat));
      flat.add(new ResidualSum(flat.size() - first, block.activation()));
    } else {
      flat.add(layer);
    }
  }

  /** {@return the number of features of an input} */
  public int inputSize() {
    return size(input);
  }

  /** {@return the number of dimensions of an embedding, d} */
  public int embeddingSize() {
    return size(shapes().getLast());
  }

  /**
   * {@return the number of values of a shape}
   *
   * @param shape the size of each dimension
   * @throws IllegalArgumentException if it exceeds the size of an array
   */
  public static int size(List<Integer> shape) {
    long size = 1;
    for (int dimension : shape) {
      size *= dimension;
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "shape %s exceeds the maximum array size, %d".formatted(shape, MAX_SIZE));
      }
    }
    return (int) size;
  }
}
