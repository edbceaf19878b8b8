package io.tercet.app.run;

import io.tercet.data.Dataset;
import java.util.List;

/**
 * Images of examples as bytes, small enough for many of them: shrunk by the least whole factor that
 * makes them at most {@value #LARGEST} pixels wide and high, each pixel the mean of a square.
 */
final class ExampleThumbnails {
  private static final int LARGEST = 64;

  private final Dataset dataset;
  private final int height;
  private final int width;
  private final int channels;
  private final int factor;

  private ExampleThumbnails(Dataset dataset) {
    List<Integer> shape = dataset.shape();
    this.dataset = dataset;
    this.height = shape.get(0);
    this.width = shape.get(1);
    this.channels = shape.size() == 3 ? 3 : 1;
    this.factor = (Math.max(height, width) + LARGEST - 1) / LARGEST;
  }

  /** Whether there is something to see: grey or coloured images. */
  static boolean areOf(Dataset dataset) {
    List<Integer> shape = dataset.shape();
    return shape.size() == 2 || (shape.size() == 3 && shape.get(2) == 3);
  }

  static ExampleThumbnails of(Dataset dataset) {
    return new ExampleThumbnails(dataset);
  }

  /** [height, width, channels]. */
  List<Integer> shape() {
    return List.of(height / factor, width / factor, channels);
  }

  /** One example's pixels. */
  byte[] read(int example) {
    float[] features = new float[dataset.features()];
    dataset.read(example, features, 0);
    int rows = height / factor;
    int columns = width / factor;
    byte[] pixels = new byte[rows * columns * channels];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / (columns * channels);
      int column = i / channels % columns;
      pixels[i] = (byte) Math.round(255 * mean(features, row, column, i % channels));
    }
    return pixels;
  }

  private float mean(float[] features, int row, int column, int channel) {
    float sum = 0;
    for (int i = 0; i < factor * factor; i++) {
      int y = row * factor + i / factor;
      int x = column * factor + i % factor;
      sum += Math.clamp(features[(y * width + x) * channels + channel], 0, 1);
    }
    return sum / (factor * factor);
  }
}
