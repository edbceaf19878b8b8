package io.tercet.data;

import java.util.List;

/**
 * Grey images as unsigned bytes, one after the other, scaled to [0, 1] when read. The bytes are
 * shared, not copied.
 */
public final class ByteImages implements Dataset {
  private static final float[] UNIT = new float[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final List<Integer> shape;
  private final List<String> classNames;
  private final byte[] pixels;
  private final int[] labels;
  private final int features;

  /**
   * @param shape height and width of an image
   * @param classNames name of each class number
   * @param pixels [n x height x width]
   * @param labels class number of each image
   * @throws IllegalArgumentException if the counts do not fit together
   */
  public ByteImages(List<Integer> shape, List<String> classNames, byte[] pixels, int[] labels) {
    this.shape = List.copyOf(shape);
    this.classNames = List.copyOf(classNames);
    this.pixels = pixels;
    this.labels = labels.clone();
    this.features = features();
    if ((long) labels.length * features != pixels.length) {
      throw new IllegalArgumentException(
          "%d images of shape %s take %d bytes, found %d"
              .formatted(labels.length, shape, (long) labels.length * features, pixels.length));
    }
    for (int label : labels) {
      if (label < 0 || label >= classNames.size()) {
        throw new IllegalArgumentException(
            "label %d, expected 0 to %d".formatted(label, classNames.size() - 1));
      }
    }
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<Integer> shape() {
    return shape;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    int from = index * features;
    for (int i = 0; i < features; i++) {
      destination[offset + i] = UNIT[pixels[from + i] & 0xff];
    }
  }

  /** The pixels of all images, [n x height x width]; shared. */
  byte[] pixels() {
    return pixels;
  }
}
