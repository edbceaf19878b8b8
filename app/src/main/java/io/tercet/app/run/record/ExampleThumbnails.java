package io.tercet.app.run.record;

import io.tercet.data.Dataset;
import java.util.List;

/**
 * Thumbnails of examples as bytes: reduced by the smallest integer factor that makes them at most
 * {@value #LARGEST} pixels wide and high, each pixel the mean of a square. A side shorter than that
 * factor becomes one pixel.
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

  /** Whether the examples are grayscale or color images. */
  static boolean areOf(Dataset dataset) {
    List<Integer> shape = dataset.shape();
    return shape.size() == 2 || (shape.size() == 3 && shape.get(2) == 3);
  }

  static ExampleThumbnails of(Dataset dataset) {
    return new ExampleThumbnails(dataset);
  }

  /** [height, width, channels]. */
  List<Integer> shape() {
    return List.of(Math.max(1, height / factor), Math.max(1, width / factor), channels);
  }

  /** One example's pixels. */
  byte[] read(int example) {
    float[] features = new float[dataset.features()];
    dataset.read(example, features, 0);
    int columns = shape().get(1);
    byte[] pixels = new byte[shape().get(0) * columns * channels];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / (columns * channels);
      int column = i / channels % columns;
      pixels[i] = (byte) Math.round(255 * mean(features, row, column, i % channels));
    }
    return pixels;
  }

  private float mean(float[] features, int row, int column, int channel) {
    int bottom = Math.min((row + 1) * factor, height);
    int right = Math.min((column + 1) * factor, width);
    float sum = 0;
    for (int y = row * factor; y < bottom; y++) {
      for (int x = column * factor; x < right; x++) {
        sum += Math.clamp(features[(y * width + x) * channels + channel], 0, 1);
      }
    }
    return sum / ((bottom - row * factor) * (right - column * factor));
  }
}
