package io.tercet.tensor;

/** Values from 0 to 1 as bytes b that represent b / 255, such as pixels. */
public final class UnitBytes {
  private static final int MAX = 255;

  /** The value of each unsigned byte; read-only. */
  @SuppressWarnings("MutablePublicArray") // kernels read it, an entry at a time
  public static final float[] VALUES = new float[MAX + 1];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      VALUES[i] = (float) i / MAX;
    }
  }

  private UnitBytes() {}

  /**
   * {@return the value of a byte}
   *
   * @param value b, read as an unsigned number
   */
  public static float toFloat(byte value) {
    return VALUES[value & 0xff];
  }

  /**
   * Writes the numbers that {@code count} bytes stand for.
   *
   * @param bytes contains the bytes
   * @param at the index of the first one
   * @param count the number of bytes
   * @param numbers receives the numbers, from index 0
   */
  public static void toFloats(byte[] bytes, int at, int count, float[] numbers) {
    for (int i = 0; i < count; i++) {
      numbers[i] = VALUES[bytes[at + i] & 0xff];
    }
  }

  /**
   * Converts values to bytes.
   *
   * @param numbers the values to convert
   * @param bytes receives them; at least as long as {@code numbers}
   * @return whether all values are exactly representable; if not, not all are written
   */
  public static boolean of(float[] numbers, byte[] bytes) {
    for (int i = 0; i < numbers.length; i++) {
      float number = numbers[i];
      if (!(number >= 0 && number <= 1)) {
        return false;
      }
      int nearest = (int) (number * MAX + 0.5f);
      if (VALUES[nearest] != number) {
        return false;
      }
      bytes[i] = (byte) nearest;
    }
    return true;
  }
}
