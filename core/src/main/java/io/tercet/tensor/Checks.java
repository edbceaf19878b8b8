package io.tercet.tensor;

/**
 * Range checks of numeric settings. Training computes in float32, so a setting and its square must
 * be representable there; others would underflow to 0 or overflow to infinity, and the loss with
 * them.
 */
public final class Checks {
  private static final double SMALLEST = 1e-18;
  private static final double LARGEST = 1e18;

  /** The range of {@link #isPositive}, for error messages. */
  public static final String POSITIVE = "above 0 and finite in float32, 1e-18 to 1e18";

  /** The range of {@link #isNotNegative}, for error messages. */
  public static final String NOT_NEGATIVE = "at least 0 and finite in float32, 0 or 1e-18 to 1e18";

  private Checks() {}

  /**
   * {@return whether a value is above 0 and its square is representable in float32}
   *
   * @param value any number, also NaN
   */
  public static boolean isPositive(double value) {
    return value >= SMALLEST && value <= LARGEST; // false for NaN
  }

  /**
   * {@return whether a value is 0 or {@link #isPositive positive}}
   *
   * @param value any number, also NaN
   */
  public static boolean isNotNegative(double value) {
    return value == 0 || isPositive(value);
  }

  /** {@return whether a value's magnitude is 0 or {@link #isPositive positive}} */
  static boolean isFinite(double value) {
    return isNotNegative(Math.abs(value));
  }

  /**
   * Requires a setting that is above 0, as {@link #isPositive} says.
   *
   * @param name the name of the setting, for the message
   * @param value the setting
   * @throws IllegalArgumentException if it is not
   */
  public static void requirePositive(String name, double value) {
    if (!isPositive(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s".formatted(name, value, POSITIVE));
    }
  }

  /**
   * Requires a setting that is at least 0, as {@link #isNotNegative} says.
   *
   * @param name the name of the setting, for the message
   * @param value the setting
   * @throws IllegalArgumentException if it is not
   */
  public static void requireNotNegative(String name, double value) {
    if (!isNotNegative(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s".formatted(name, value, NOT_NEGATIVE));
    }
  }

  /**
   * Requires a setting of either sign whose square is representable in float32.
   *
   * @param name the name of the setting, for the message
   * @param value the setting
   * @throws IllegalArgumentException if it is not
   */
  public static void requireFinite(String name, double value) {
    if (!isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected a number that is finite in float32 with its square"
              .formatted(name, value));
    }
  }

  /**
   * Requires a whole number of at least {@code least}.
   *
   * @param name the name of the setting, for the message
   * @param least the minimum
   * @param value the setting
   * @throws IllegalArgumentException if it is less
   */
  public static void requireAtLeast(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: found %d, expected at least %d".formatted(name, value, least));
    }
  }

  /**
   * Requires a whole number within a range.
   *
   * @param name the name of the setting, for the message
   * @param least the minimum
   * @param most the maximum
   * @param value the setting
   * @throws IllegalArgumentException if it is outside of the range
   */
  public static void requireInRange(String name, long least, long most, long value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: found %d, expected %d to %d".formatted(name, value, least, most));
    }
  }
}
