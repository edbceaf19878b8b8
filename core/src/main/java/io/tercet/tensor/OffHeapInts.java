package io.tercet.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Ints outside the heap, for what there is one of for each example: the heap does not grow with the
 * data by it. Freed when nobody holds it any more. Safe to read from many threads once it is
 * filled.
 */
public final class OffHeapInts {
  private final MemorySegment values;

  /** As many zeros. */
  public OffHeapInts(int size) {
    this.values = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, size);
  }

  /** A copy. */
  public OffHeapInts(int[] values) {
    this(values.length);
    set(0, values, values.length);
  }

  /** How many they are. */
  public int size() {
    return (int) (values.byteSize() / Integer.BYTES);
  }

  /** Number {@code i}. */
  public int get(int i) {
    return values.getAtIndex(ValueLayout.JAVA_INT, i);
  }

  /** Sets number {@code i}. */
  public void set(int i, int value) {
    values.setAtIndex(ValueLayout.JAVA_INT, i, value);
  }

  /** Sets the {@code count} numbers from {@code i} on to the first of {@code values}. */
  public void set(int i, int[] values, int count) {
    long at = (long) i * Integer.BYTES;
    MemorySegment.copy(values, 0, this.values, ValueLayout.JAVA_INT, at, count);
  }

  /** Copies the {@code count} numbers from {@code i} on to the beginning of {@code destination}. */
  void copyTo(int i, int[] destination, int count) {
    long at = (long) i * Integer.BYTES;
    MemorySegment.copy(values, ValueLayout.JAVA_INT, at, destination, 0, count);
  }
}
