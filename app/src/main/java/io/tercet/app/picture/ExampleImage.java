package io.tercet.app.picture;

import io.tercet.data.Dataset;
import java.awt.image.BufferedImage;

/** An example of a data set as a grey picture. */
final class ExampleImage {
  private ExampleImage() {}

  /** The picture of example {@code index}; vectors are drawn as one line. */
  static BufferedImage of(Dataset dataset, int index) {
    float[] features = new float[dataset.features()];
    dataset.read(index, features, 0);
    boolean plane = dataset.shape().size() == 2;
    int width = plane ? dataset.shape().get(1) : features.length;
    int height = plane ? dataset.shape().get(0) : 1;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < features.length; i++) {
      int grey = Math.round(255 * Math.clamp(features[i], 0f, 1f));
      image.getRaster().setSample(i % width, i / width, 0, grey);
    }
    return image;
  }
}
