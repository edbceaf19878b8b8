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
