package io.tercet.tensor;

/** Numbers from 0 to 1 as bytes, b standing for b / 255: what pixels are. */
public final class UnitBytes {
  private static final int MAX = 255;

  /** The number that each byte stands for, read as unsigned; not to be written. */
  @SuppressWarnings("MutablePublicArray") // kernels read it, an entry at a time
  public static final float[] VALUES = new float[MAX + 1];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      VALUES[i] = (float) i / MAX;
    }
  }

  private UnitBytes() {}

  /** The number that a byte stands for. */
  public static float toFloat(byte value) {
    return VALUES[value & 0xff];
  }

  /** Writes the numbers that {@code count} bytes stand for. */
  public static void toFloats(byte[] bytes, int at, int count, float[] numbers) {
    for (int i = 0; i < count; i++) {
      numbers[i] = VALUES[bytes[at + i] & 0xff];
    }
  }

  /**
   * Writes numbers as bytes.
   *
   * @param bytes receives them; as many as there are numbers or more
   * @return whether bytes stand for all of them; else not all are written
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
