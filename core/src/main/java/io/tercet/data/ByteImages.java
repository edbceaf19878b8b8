package io.tercet.data;

import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.OffHeapInts;
import io.tercet.tensor.UnitBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Images of unsigned bytes, grayscale or with several channels, stored consecutively and scaled to
 * [0, 1] when read. The bytes are shared, not copied. Thread-safe.
 */
public final class ByteImages implements Dataset {
  /** Bytes of images that a thread copies together unless one image is larger: they fit in L1. */
  private static final int COPIED = 1 << 15;

  private final List<Integer> shape;
  private final List<String> classNames;
  private final MemorySegment pixels;
  private final OffHeapInts labels;
  private final int features;
  private final ThreadLocal<byte[]> buffers;
  private final IntFunction<String> ids;

  /**
   * Creates a data set of pixels in an array, which is shared.
   *
   * @param shape height and width of an image, and its number of channels unless grayscale
   * @param classNames name of each class number
   * @param pixels [n x height x width], with channels [n x height x width x channels]
   * @param labels class number of each image
   * @throws IllegalArgumentException if the sizes are inconsistent
   */
  public ByteImages(List<Integer> shape, List<String> classNames, byte[] pixels, int[] labels) {
    this(shape, classNames, MemorySegment.ofArray(pixels), labels);
  }

  /**
   * Creates a data set of pixels in memory of any kind, such as a mapped file.
   *
   * @param shape height and width of an image, and its number of channels unless grayscale
   * @param classNames the name of each class number
   * @param pixels [n x height x width], with channels [n x height x width x channels]; shared
   * @param labels the class number of each image
   * @throws IllegalArgumentException if the sizes are inconsistent
   */
  public ByteImages(
      List<Integer> shape, List<String> classNames, MemorySegment pixels, int[] labels) {
    this(shape, classNames, pixels, new OffHeapInts(labels), String::valueOf);
    if ((long) labels.length * features != pixels.byteSize()) {
      throw new IllegalArgumentException(
          "%d images of shape %s take %d bytes, found %d"
              .formatted(labels.length, shape, (long) labels.length * features, pixels.byteSize()));
    }
    for (int i = 0; i < labels.length; i++) {
      LabelChecks.require(labels[i], i, classNames.size());
    }
  }

  private ByteImages(
      List<Integer> shape,
      List<String> classNames,
      MemorySegment pixels,
      OffHeapInts labels,
      IntFunction<String> ids) {
    this.shape = List.copyOf(shape);
    this.classNames = List.copyOf(classNames);
    this.pixels = pixels;
    this.labels = labels;
    this.ids = ids;
    this.features = features();
    this.buffers = ThreadLocal.withInitial(() -> new byte[Math.max(COPIED, features)]);
  }

  /**
   * {@return the same images with other ids}
   *
   * @param ids the id of each example by its number; called from many threads
   */
  public ByteImages withIds(IntFunction<String> ids) {
    return new ByteImages(shape, classNames, pixels, labels, ids);
  }

  @Override
  public int size() {
    return labels.size();
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
    return labels.get(index);
  }

  @Override
  public String id(int index) {
    return ids.apply(index);
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    byte[] image = buffers.get();
    copy(index, image, 0);
    for (int i = 0; i < features; i++) {
      destination[offset + i] = UnitBytes.toFloat(image[i]);
    }
  }

  @Override
  public boolean readBytes(int index, byte[] destination) {
    copy(index, destination, 0);
    return true;
  }

  /**
   * Images are scattered in memory. Copying takes few instructions, so the processor already loads
   * the next images while it waits for one; listing each image right away would wait for every one.
   */
  @Override
  public void readNonZero(int[] indices, int count, char[] columns, float[] values, int[] ends) {
    byte[] images = buffers.get();
    int together = images.length / features;
    int next = 0;
    for (int first = 0; first < count; first += together) {
      int end = Math.min(first + together, count);
      for (int i = first; i < end; i++) {
        copy(indices[i], images, (i - first) * features);
      }
      for (int i = first; i < end; i++) {
        int image = (i - first) * features;
        next += KernelChoice.best().listNonZero(features, images, image, columns, values, next);
        ends[i] = next;
      }
    }
  }

  private void copy(int index, byte[] destination, int at) {
    long from = (long) index * features;
    MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, from, destination, at, features);
  }

  /** The pixels of all images, [n x height x width]; shared. */
  MemorySegment pixels() {
    return pixels;
  }
}
