package io.tercet.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A fixed-size array of ints outside the heap, for per-example data, so that the heap does not grow
 * with the data set. Freed when it becomes unreachable. Safe to read from many threads once filled.
 */
public final class OffHeapInts {
  private final MemorySegment values;

  /**
   * Allocates zeros.
   *
   * @param size the number of values
   */
  public OffHeapInts(int size) {
    this.values = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, size);
  }

  /**
   * Copies values off the heap.
   *
   * @param values not retained
   */
  public OffHeapInts(int[] values) {
    this(values.length);
    set(0, values, values.length);
  }

  /** {@return the number of values} */
  public int size() {
    return (int) (values.byteSize() / Integer.BYTES);
  }

  /**
   * {@return the value at index {@code i}}
   *
   * @param i from 0 to {@code size() - 1}
   */
  public int get(int i) {
    return values.getAtIndex(ValueLayout.JAVA_INT, i);
  }

  /**
   * Sets the value at index {@code i}.
   *
   * @param i from 0 to {@code size() - 1}
   * @param value the new value
   */
  public void set(int i, int value) {
    values.setAtIndex(ValueLayout.JAVA_INT, i, value);
  }

  /**
   * Copies the first {@code count} of {@code values} to the indices from {@code i}.
   *
   * @param i the first index to set
   * @param values contains the new values, from index 0
   * @param count the number of values to copy
   */
  public void set(int i, int[] values, int count) {
    long at = (long) i * Integer.BYTES;
    MemorySegment.copy(values, 0, this.values, ValueLayout.JAVA_INT, at, count);
  }

  /** Copies {@code count} values from index {@code i} to the start of {@code destination}. */
  void copyTo(int i, int[] destination, int count) {
    long at = (long) i * Integer.BYTES;
    MemorySegment.copy(values, ValueLayout.JAVA_INT, at, destination, 0, count);
  }
}
