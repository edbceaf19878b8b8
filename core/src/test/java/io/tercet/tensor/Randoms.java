package io.tercet.tensor;

import java.util.random.RandomGenerator;

/** Random matrices for tests. */
public final class Randoms {
  private Randoms() {}

  /** Normally distributed entries. */
  public static Matrix gaussian(int rows, int columns, long seed) {
    RandomGenerator random = new Seed(seed).stream("test");
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  /** As {@link #gaussian}, with that share of entries other than zero. */
  public static Matrix sparse(int rows, int columns, double density, long seed) {
    RandomGenerator random = new Seed(seed).stream("sparse");
    Matrix matrix = gaussian(rows, columns, seed);
    for (int i = 0; i < matrix.data().length; i++) {
      if (random.nextDouble() >= density) {
        matrix.data()[i] = 0;
      }
    }
    return matrix;
  }

  /** Class numbers, uniform. */
  public static int[] labels(int count, int classes, long seed) {
    RandomGenerator random = new Seed(seed).stream("labels");
    return random.ints(count, 0, classes).toArray();
  }
}
