package io.tercet.data;

import io.tercet.math.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Images as unsigned bytes, grey or with several channels, one after the other, scaled to [0, 1]
 * when read. The bytes are shared, not copied.
 */
public final class ByteImages implements Dataset {
  private static final int CACHE_LINE = 64;
  private static final float[] UNIT = new float[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final List<Integer> shape;
  private final List<String> classNames;
  private final MemorySegment pixels;
  private final int[] labels;
  private final int features;

  /**
   * @param shape height and width of an image, and its channels if it is not grey
   * @param classNames name of each class number
   * @param pixels [n x height x width], with channels [n x height x width x channels]
   * @param labels class number of each image
   * @throws IllegalArgumentException if the counts do not fit together
   */
  public ByteImages(List<Integer> shape, List<String> classNames, byte[] pixels, int[] labels) {
    this(shape, classNames, MemorySegment.ofArray(pixels), labels);
  }

  /** The same with pixels that may be mapped from a file. */
  public ByteImages(
      List<Integer> shape, List<String> classNames, MemorySegment pixels, int[] labels) {
    this.shape = List.copyOf(shape);
    this.classNames = List.copyOf(classNames);
    this.pixels = pixels;
    this.labels = labels.clone();
    this.features = features();
    if ((long) labels.length * features != pixels.byteSize()) {
      throw new IllegalArgumentException(
          "%d images of shape %s take %d bytes, found %d"
              .formatted(labels.length, shape, (long) labels.length * features, pixels.byteSize()));
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
    byte[] image = new byte[features];
    MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, from(index), image, 0, features);
    for (int i = 0; i < features; i++) {
      destination[offset + i] = UNIT[image[i] & 0xff];
    }
  }

  @Override
  public int readNonZero(int index, char[] columns, float[] values, int offset) {
    return Kernels.get().listNonZero(features, pixels, from(index), columns, values, offset);
  }

  @Override
  public int touch(int index) {
    long from = from(index);
    int read = 0;
    for (int i = 0; i < features; i += CACHE_LINE) {
      read += pixels.get(ValueLayout.JAVA_BYTE, from + i);
    }
    return read + pixels.get(ValueLayout.JAVA_BYTE, from + features - 1);
  }

  private long from(int index) {
    return (long) index * features;
  }

  /** The pixels of all images, [n x height x width]; shared. */
  MemorySegment pixels() {
    return pixels;
  }
}
