package io.tercet.data.idx;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The content of an IDX file: an array of any rank.
 *
 * @param type element type
 * @param shape size of each dimension, outermost first
 * @param data the elements as in the file, big-endian, row-major; shared, on the heap or mapped
 *     from the file
 */
public record IdxArray(IdxType type, List<Integer> shape, MemorySegment data) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the shape and the type do not give the size of the data
   */
  public IdxArray {
    shape = List.copyOf(shape);
    long bytes = bytes(type, shape);
    if (bytes != data.byteSize()) {
      throw new IllegalArgumentException(
          "%s of shape %s takes %d bytes, found %d".formatted(type, shape, bytes, data.byteSize()));
    }
  }

  /**
   * {@return an array with elements on the heap, which are shared}
   *
   * @param type the type of the elements
   * @param shape the size of each dimension, outermost first
   * @param data the elements in row-major order, big-endian
   */
  public static IdxArray of(IdxType type, List<Integer> shape, byte[] data) {
    return new IdxArray(type, shape, MemorySegment.ofArray(data));
  }

  /** Number of bytes of an array; {@code Long.MAX_VALUE} on overflow. */
  static long bytes(IdxType type, List<Integer> shape) {
    if (shape.contains(0)) {
      return 0;
    }
    long bytes = type.bytes();
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("sizes must be at least 0, found " + shape);
      }
      bytes = bytes > Long.MAX_VALUE / size ? Long.MAX_VALUE : bytes * size;
    }
    return bytes;
  }

  /** {@return the number of elements} */
  public long size() {
    return data.byteSize() / type.bytes();
  }

  /**
   * {@return the element {@code i} in row-major order}
   *
   * @param i from 0 to {@code size() - 1}
   */
  public double get(long i) {
    MemorySegment element = data.asSlice(i * type.bytes(), type.bytes());
    return type.read(element.asByteBuffer().order(ByteOrder.BIG_ENDIAN), 0);
  }
}
