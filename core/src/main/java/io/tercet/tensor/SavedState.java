package io.tercet.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named arrays that a part of a training keeps from step to step, copied between two steps, so that
 * the training can be resumed from them with the same bits. Names of a {@link #part} begin with the
 * name of that part and a dot. Not thread-safe.
 */
public final class SavedState {
  private final String prefix;
  private final Map<String, float[]> tensors;
  private final Map<String, long[]> numbers;

  /** Creates an empty state. */
  public SavedState() {
    this("", new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private SavedState(String prefix, Map<String, float[]> tensors, Map<String, long[]> numbers) {
    this.prefix = prefix;
    this.tensors = tensors;
    this.numbers = numbers;
  }

  /**
   * The entries of one part: a view, which writes to and reads from this state.
   *
   * @param name name of the part, such as {@code encoder}
   * @return the view
   */
  public SavedState part(String name) {
    return new SavedState(prefix + name + ".", tensors, numbers);
  }

  /**
   * Adds a copy of an array.
   *
   * @param name name of the entry
   * @param values copied
   */
  public void put(String name, float[] values) {
    putShared(name, values.clone());
  }

  /**
   * Adds an array that is not changed any more.
   *
   * @param name name of the entry
   * @param values shared
   */
  public void putShared(String name, float[] values) {
    tensors.put(prefix + name, values);
  }

  /**
   * Adds whole numbers.
   *
   * @param name name of the entry
   * @param values copied
   */
  public void put(String name, long... values) {
    numbers.put(prefix + name, values.clone());
  }

  /**
   * Adds a floating-point number with all its bits.
   *
   * @param name name of the entry
   * @param value may be NaN or infinite
   */
  public void putDouble(String name, double value) {
    put(name, Double.doubleToRawLongBits(value));
  }

  /**
   * Whether there is an entry.
   *
   * @param name its name
   * @return whether there are whole numbers or an array of that name
   */
  public boolean has(String name) {
    return numbers.containsKey(prefix + name) || tensors.containsKey(prefix + name);
  }

  /**
   * An array.
   *
   * @param name name of the entry
   * @return its values; shared
   * @throws IllegalArgumentException if there is none of that name
   */
  public float[] floats(String name) {
    return require(name, tensors.get(prefix + name));
  }

  /**
   * Copies an array into one of the same length.
   *
   * @param name name of the entry
   * @param into overwritten
   * @throws IllegalArgumentException if there is none of that name, or it has another length
   */
  public void copyTo(String name, float[] into) {
    float[] values = floats(name);
    if (values.length != into.length) {
      throw new IllegalArgumentException(
          "saved state: %s has %d values, expected %d"
              .formatted(prefix + name, values.length, into.length));
    }
    System.arraycopy(values, 0, into, 0, into.length);
  }

  /**
   * Whole numbers.
   *
   * @param name name of the entry
   * @return a copy
   * @throws IllegalArgumentException if there are none of that name
   */
  public long[] numbers(String name) {
    return require(name, numbers.get(prefix + name)).clone();
  }

  /**
   * A single whole number.
   *
   * @param name name of the entry
   * @return its value
   * @throws IllegalArgumentException if there is none of that name, or more than one
   */
  public long number(String name) {
    long[] values = require(name, numbers.get(prefix + name));
    if (values.length != 1) {
      throw new IllegalArgumentException(
          "saved state: %s has %d numbers, expected 1".formatted(prefix + name, values.length));
    }
    return values[0];
  }

  /**
   * A number that {@link #putDouble} added.
   *
   * @param name name of the entry
   * @return its value
   * @throws IllegalArgumentException if there is none of that name
   */
  public double decimal(String name) {
    return Double.longBitsToDouble(number(name));
  }

  private <T> T require(String name, @Nullable T found) {
    if (found == null) {
      throw new IllegalArgumentException("saved state: has no " + prefix + name);
    }
    return found;
  }

  /**
   * All arrays, whatever part they are of.
   *
   * @return by their full names, in the order they were added; unmodifiable, values shared
   */
  public Map<String, float[]> allFloats() {
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * All whole numbers, whatever part they are of.
   *
   * @return by their full names, in the order they were added; unmodifiable, values shared
   */
  public Map<String, long[]> allNumbers() {
    return Collections.unmodifiableMap(numbers);
  }
}
