package io.tercet.app.plot;

import io.tercet.data.Dataset;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** An example of a data set as an image. */
final class ExampleImage {
  /** Minimum thickness of a strip, so that it is visible. */
  private static final int LEAST = 4;

  private ExampleImage() {}

  /** The image of example {@code index}, grayscale or color; a vector is drawn as a single row. */
  static BufferedImage of(Dataset dataset, int index) {
    float[] features = new float[dataset.features()];
    dataset.read(index, features, 0);
    List<Integer> shape = dataset.shape();
    int channels = shape.size() == 3 ? shape.get(2) : 1;
    int width = shape.size() >= 2 ? shape.get(1) : features.length;
    int height = features.length / channels / width;
    boolean color = channels == 3;
    BufferedImage image =
        new BufferedImage(
            width, height, color ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      for (int band = 0; band < (color ? 3 : 1); band++) {
        int level = Math.round(255 * Math.clamp(features[i * channels + band], 0f, 1f));
        image.getRaster().setSample(i % width, i / width, band, level);
      }
    }
    return image;
  }

  /**
   * The bounds of an example in a square: images are centered and keep their aspect ratio, vectors
   * fill it.
   */
  static Rectangle place(Dataset dataset, int x, int y, int side) {
    List<Integer> shape = dataset.shape();
    if (shape.size() < 2) {
      return new Rectangle(x, y, side, side);
    }
    double longer = Math.max(shape.get(0), shape.get(1));
    int height = length(shape.get(0) / longer, side);
    int width = length(shape.get(1) / longer, side);
    return new Rectangle(x + (side - width) / 2, y + (side - height) / 2, width, height);
  }

  private static int length(double share, int side) {
    return Math.max(LEAST, (int) Math.round(share * side));
  }
}
