package io.tercet.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder is made of, as data: the shape of an input and the layers in order.
 *
 * @param input shape of one example as the first layer takes it in: {@code [784]}
 * @param layers at least one; each must fit the one before it
 */
public record Architecture(List<Integer> input, List<Layer> layers) {

  public Architecture {
    input = List.copyOf(input);
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("an encoder has at least one layer, found none");
    }
    if (input.isEmpty() || input.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "an input has at least one dimension, all at least 1, found " + input);
    }
    if (layers.getFirst() instanceof ResidualBlock) {
      throw new IllegalArgumentException(
          "an encoder begins with another layer than a residual block, which adds to its input");
    }
    List<Integer> shape = input;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
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

  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
