package io.tercet.bench;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Dense features for an encoder 512 -> 256 -> 128: Gaussian around a center for each class, class i
 * mod 64 of example i, in a file of little-endian float32 that all peers read.
 */
final class DenseWork {
  static final int FEATURES = 512;
  static final int CLASSES = 64;

  /** Examples of each class in a batch. */
  static final int EACH = 16;

  /** Steps of a round. */
  static final int STEPS = 40;

  private static final int EXAMPLES = 32_768;

  private DenseWork() {}

  /** Rows one after the other. */
  record Features(float[] values, int size) {
    Matrix matrix() {
      return Matrix.wrap(size, FEATURES, values);
    }

    int[] labels() {
      int[] labels = new int[size];
      for (int i = 0; i < size; i++) {
        labels[i] = i % CLASSES;
      }
      return labels;
    }
  }

  static void write(Path file) throws IOException {
    RandomGenerator random = new Seed(1).stream("features");
    double[] centers = random.doubles(CLASSES * FEATURES, -0.2, 0.2).toArray();
    ByteBuffer row = ByteBuffer.allocate(FEATURES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < EXAMPLES; i++) {
        row.clear();
        for (int j = 0; j < FEATURES; j++) {
          row.putFloat((float) (centers[i % CLASSES * FEATURES + j] + random.nextGaussian()));
        }
        out.write(row.array());
      }
    }
  }

  static Features read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new Features(values, values.length / FEATURES);
  }
}
