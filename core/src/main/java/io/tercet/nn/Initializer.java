package io.tercet.nn;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The initial values of an array of weights. */
public enum Initializer {
  /** All zero. */
  ZEROS,
  /** All one. */
  ONES,
  /**
   * Uniform from -limit to limit with limit = sqrt(6 / (fan in + fan out)) (Glorot and Bengio
   * 2010), for a kernel [fan in x fan out]. For a convolution [height x width x channels x
   * filters], the fans are height x width times the channels or filters of one group.
   */
  GLOROT_UNIFORM;

  /** Fills {@code values}, starting at {@code offset}. */
  void fill(ParameterSpec weight, float[] values, int offset, RandomGenerator random) {
    switch (this) {
      case ZEROS -> Arrays.fill(values, offset, offset + weight.size(), 0);
      case ONES -> Arrays.fill(values, offset, offset + weight.size(), 1);
      case GLOROT_UNIFORM -> {
        double limit = Math.sqrt(6.0 / fans(weight));
        int end = offset + weight.size();
        for (int i = offset; i < end; i++) {
          values[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
      }
    }
  }

  /** Fan in + fan out. */
  private static long fans(ParameterSpec weight) {
    List<Integer> shape = weight.shape();
    int rank = shape.size();
    long window = Architecture.size(shape.subList(0, rank - 2));
    return window * (shape.get(rank - 2) + shape.get(rank - 1) / weight.groups());
  }
}
