package io.tercet.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How an array of weights starts. */
public enum Initializer {
  /** All zero. */
  ZEROS,
  /**
   * Uniform from -limit to limit with limit = sqrt(6 / (fan in + fan out)) (Glorot and Bengio
   * 2010), for a kernel [fan in x fan out].
   */
  GLOROT_UNIFORM;

  /** Fills {@code values} from {@code offset} on. */
  void fill(WeightShape weight, float[] values, int offset, RandomGenerator random) {
    switch (this) {
      case ZEROS -> Arrays.fill(values, offset, offset + weight.size(), 0);
      case GLOROT_UNIFORM -> {
        double limit = Math.sqrt(6.0 / (weight.shape().get(0) + weight.shape().get(1)));
        for (int i = 0; i < weight.size(); i++) {
          values[offset + i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
      }
    }
  }
}
