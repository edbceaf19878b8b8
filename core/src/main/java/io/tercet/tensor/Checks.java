package io.tercet.tensor;

/**
 * Which numbers a setting may be: those that float32 holds with their squares, as training computes
 * in it. Others would become 0 or infinite on the way, and the loss with them.
 */
public final class Checks {
  private static final double SMALLEST = 1e-18;
  private static final double LARGEST = 1e18;

  /** What {@link #isPositive} expects, for a message. */
  public static final String POSITIVE = "above 0 and finite in float32, 1e-18 to 1e18";

  /** What {@link #isNotNegative} expects, for a message. */
  public static final String NOT_NEGATIVE = "at least 0 and finite in float32, 0 or 1e-18 to 1e18";

  private Checks() {}

  /** Whether a number is above 0 and float32 holds its square. */
  public static boolean isPositive(double value) {
    return value >= SMALLEST && value <= LARGEST; // not where it is no number
  }

  /** The same with 0. */
  public static boolean isNotNegative(double value) {
    return value == 0 || isPositive(value);
  }

  /** The same with 0 and negative numbers. */
  public static boolean isFinite(double value) {
    return isNotNegative(Math.abs(value));
  }

  /** Refuses a number by the name of what it is for. */
  public static void requirePositive(String name, double value) {
    if (!isPositive(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s".formatted(name, value, POSITIVE));
    }
  }

  /** Refuses a number by the name of what it is for. */
  public static void requireNotNegative(String name, double value) {
    if (!isNotNegative(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s".formatted(name, value, NOT_NEGATIVE));
    }
  }

  /** Refuses a number by the name of what it is for. */
  public static void requireFinite(String name, double value) {
    if (!isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected a number that is finite in float32 with its square"
              .formatted(name, value));
    }
  }

  /** Refuses a whole number below {@code least}, by the name of what it is for. */
  public static void requireAtLeast(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: found %d, expected at least %d".formatted(name, value, least));
    }
  }

  /** Refuses a whole number outside of a range, by the name of what it is for. */
  public static void requireInRange(String name, long least, long most, long value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: found %d, expected %d to %d".formatted(name, value, least, most));
    }
  }
}
