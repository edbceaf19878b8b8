package io.tercet.math;

/** Numbers from 0 to 1 as bytes, b standing for b / 255: what pixels are. */
public final class UnitBytes {
  /**
   * What is taken from bytes that vectors are to read: the compiler makes vectors of a loop over
   * bytes with a sign only.
   */
  static final int MIDDLE = 128;

  private static final int MAX = 255;
  private static final float[] VALUES = new float[MAX + 1];

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

  /** The number that each byte stands for, read as unsigned; shared. */
  static float[] values() {
    return VALUES;
  }

  /**
   * Makes numbers of bytes that {@link #MIDDLE} was taken from.
   *
   * @param count how many
   */
  static void middleToFloats(byte[] bytes, int at, int count, float[] numbers, int numbersOffset) {
    for (int i = 0; i < count; i++) {
      numbers[numbersOffset + i] = ((float) bytes[at + i] + MIDDLE) / MAX;
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
