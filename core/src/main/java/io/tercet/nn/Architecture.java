package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder is made of, as data: the shape of an input and the layers in order.
 *
 * @param input shape of one example as the first layer takes it in: {@code [784]}
 * @param layers at least one; each must fit the one before it
 */
public record Architecture(
    @JsonProperty(required = true) List<Integer> input,
    @JsonProperty(required = true) List<Layer> layers) {
  private static final int MAX_LAYERS = 10_000;

  /** What the JVM lets an array have. */
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  public Architecture {
    layers = LayerChecks.requireLayers(layers, "an encoder");
    if (layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "an encoder has at most %d layers, found %d".formatted(MAX_LAYERS, layers.size()));
    }
    if (input == null
        || input.isEmpty()
        || input.stream().anyMatch(size -> size == null || size < 1)) {
      throw new IllegalArgumentException(
          "an input has at least one dimension, all at least 1, found " + input);
    }
    input = List.copyOf(input);
    if (layers.getFirst() instanceof ResidualBlock) {
      throw new IllegalArgumentException(
          "an encoder begins with another layer than a residual block, which adds to its input");
    }
    requireSizes(input, layers);
  }

  /** Numbers of each output, and all weights, must be as many as an array can have. */
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
          "an encoder has at most %d weights, found %d".formatted(MAX_SIZE, weights));
    }
  }

  /** Shape before the first layer, after the first, ... after the last. */
  public List<List<Integer>> shapes() {
    List<List<Integer>> shapes = new ArrayList<>(List.of(input));
    for (Layer layer : layers) {
      shapes.add(layer.outputShape(shapes.getLast()));
    }
    return shapes;
  }

  /** The same with the layers of residual blocks one after the other, as they are computed. */
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

  /** Number of features of an input. */
  public int inputSize() {
    return size(input);
  }

  /** Number of dimensions of an embedding, d. */
  public int embeddingSize() {
    return size(shapes().getLast());
  }

  /**
   * Numbers of that shape.
   *
   * @throws IllegalArgumentException if an array cannot have so many
   */
  public static int size(List<Integer> shape) {
    long size = 1;
    for (int dimension : shape) {
      size *= dimension;
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "shape %s has more numbers than an array can have, %d".formatted(shape, MAX_SIZE));
      }
    }
    return (int) size;
  }
}
