package io.tercet.bench;

import java.util.SplittableRandom;

/** Numbers from -0.5 to 0.5 to compute with, the same each time. */
final class RandomFloats {
  private RandomFloats() {}

  static float[] of(int size) {
    SplittableRandom random = new SplittableRandom(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
