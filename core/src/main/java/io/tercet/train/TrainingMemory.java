package io.tercet.train;

import io.tercet.nn.Architecture;
import io.tercet.nn.Layer;
import io.tercet.nn.ResidualBlock;
import java.util.List;
import java.util.Locale;

/**
 * About how much memory a training takes, computed before any of it is allocated: the outputs of
 * all layers for each row of a batch, which the backward pass needs, and the weights with what goes
 * with them.
 *
 * @param weights bytes of the weights, their gradients and the optimizer's state
 * @param row bytes of each row of a batch
 */
record TrainingMemory(double weights, double row) {
  /** Share of the heap that a training may plan with. */
  private static final double USABLE = 0.9;

  /** Gradient, its sum, two of Adam's, and one that is packed for the products. */
  private static final int COPIES_OF_WEIGHTS = 5;

  /** The batch itself, as it is read and as it is changed. */
  private static final int COPIES_OF_INPUT = 2;

  /** Two buffers hold gradients of layers in turns. */
  private static final int GRADIENTS = 2;

  static TrainingMemory of(Architecture architecture) {
    Count count = new Count();
    count.add(architecture.layers(), architecture.input());
    double row =
        COPIES_OF_INPUT * size(architecture.input()) + count.outputs + GRADIENTS * count.largest;
    return new TrainingMemory(COPIES_OF_WEIGHTS * count.weights * Float.BYTES, row * Float.BYTES);
  }

  /** Numbers in the layers, those of residual blocks one by one. */
  private static final class Count {
    private double weights;
    private double outputs;
    private double largest;

    void add(List<Layer> layers, List<Integer> input) {
      List<Integer> shape = input;
      for (Layer layer : layers) {
        if (layer instanceof ResidualBlock block) {
          add(block.layers(), shape);
        } else {
          layer.weights(shape).forEach(weight -> weights += size(weight.shape()));
        }
        shape = layer.outputShape(shape);
        outputs += size(shape);
        largest = Math.max(largest, size(shape));
      }
    }
  }

  private static double size(List<Integer> shape) {
    return shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  double bytes(int rows) {
    return weights + rows * row;
  }

  /**
   * Checks that a batch fits into the heap.
   *
   * @param shape of an example, for the message
   * @throws IllegalArgumentException if it does not; the message says what would
   */
  void requireFits(int rows, List<Integer> shape, long heap) {
    double room = USABLE * heap;
    if (bytes(rows) <= room) {
      return;
    }
    long fitting = (long) Math.floor((room - weights) / row);
    String advice =
        fitting < 2
            ? "take smaller examples, a smaller network or more memory (-Xmx)"
            : "%,d rows would fit; or take smaller examples or more memory (-Xmx)"
                .formatted(fitting);
    throw new IllegalArgumentException(
        "training on batches of %,d examples of %s needs about %s of memory, the JVM may take %s; %s"
            .formatted(rows, shape, gigabytes(bytes(rows)), gigabytes((double) heap), advice));
  }

  private static String gigabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / (1L << 30));
  }
}
