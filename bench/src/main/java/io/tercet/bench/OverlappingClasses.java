package io.tercet.bench;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Embeddings as early in training: normally distributed around a center for each class. */
final class OverlappingClasses {
  private static final float CENTERS = 0.5f;

  private OverlappingClasses() {}

  static Matrix of(int[] labels, int dimensions, Seed seed) {
    RandomGenerator random = seed.stream("benchmark");
    Matrix centers = Matrix.zeros(Arrays.stream(labels).max().orElse(0) + 1, dimensions);
    for (int i = 0; i < centers.data().length; i++) {
      centers.data()[i] = CENTERS * (float) random.nextGaussian();
    }
    Matrix embeddings = Matrix.zeros(labels.length, dimensions);
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < dimensions; j++) {
        embeddings.set(i, j, centers.get(labels[i], j) + (float) random.nextGaussian());
      }
    }
    return embeddings;
  }
}
