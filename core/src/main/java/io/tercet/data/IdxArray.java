package io.tercet.data;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The content of an IDX file: an array of any rank.
 *
 * @param type element type
 * @param shape size of each dimension, outermost first
 * @param data the elements as they are in the file, big-endian, row-major; shared
 */
// The bytes stay as they are in the file and are shared on purpose: 47 MB for MNIST.
@SuppressWarnings("ArrayRecordComponent")
public record IdxArray(IdxType type, List<Integer> shape, byte[] data) {

  public IdxArray {
    shape = List.copyOf(shape);
    long bytes = type.bytes();
    for (int size : shape) {
      bytes = Math.multiplyExact(bytes, (long) size);
    }
    if (bytes != data.length) {
      throw new IllegalArgumentException(
          "%s of shape %s takes %d bytes, found %d".formatted(type, shape, bytes, data.length));
    }
  }

  /** Number of elements. */
  public int size() {
    return data.length / type.bytes();
  }

  /** Element {@code i} in row-major order. */
  public double get(int i) {
    return type.read(ByteBuffer.wrap(data), i * type.bytes());
  }
}
