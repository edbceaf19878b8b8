package io.tercet.table;

/**
 * Decimal numbers in text, as float32: the double nearest to the number, rounded to float32, which
 * is {@code (float) Double.parseDouble(text)}.
 *
 * <p>Without a string for each number: up to 19 digits are one whole number w, and the value is w
 * times or divided by a power of ten. Powers up to 10^22 are doubles without error, and so is w up
 * to 2^53, so that the one operation rounds once (Clinger 1990, "How to read floating point numbers
 * accurately"). A longer w has an error of its own; the result is taken if all doubles nearby round
 * to the same float32. Everything else goes through {@link Double#parseDouble}.
 */
final class DecimalText {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;

  /** Digits that fit a long. */
  private static final int DIGITS = 18;

  /** Exponents beyond this are zero or infinite with any mantissa that a field can hold. */
  private static final int LARGEST_EXPONENT = 100_000_000;

  private DecimalText() {}

  /**
   * The number in a text: an optional sign, digits with at most one point, an optional exponent;
   * spaces around it do not matter. Infinities in words are accepted.
   *
   * @return the number, infinite if it is beyond float32, or NaN if the text is not a number
   */
  static float parse(char[] text, int from, int to) {
    int i = from;
    int end = to;
    while (i < end && text[i] <= ' ') {
      i++;
    }
    while (i < end && text[end - 1] <= ' ') {
      end--;
    }
    int start = i;
    boolean negative = i < end && text[i] == '-';
    if (negative || (i < end && text[i] == '+')) {
      i++;
    }
    long mantissa = 0;
    int first = i;
    while (i < end && isDigit(text[i])) {
      mantissa = mantissa * 10 + (text[i] - '0');
      i++;
    }
    int digits = i - first;
    int exponent = 0;
    if (i < end && text[i] == '.') {
      i++;
      int point = i;
      while (i < end && isDigit(text[i])) {
        mantissa = mantissa * 10 + (text[i] - '0');
        i++;
      }
      exponent = point - i;
      digits += i - point;
    }
    if (digits == 0) {
      return infinity(text, first, end, negative);
    }
    if (i < end) {
      if ((text[i] | 0x20) != 'e') {
        return Float.NaN;
      }
      i++;
      boolean down = i < end && text[i] == '-';
      if (down || (i < end && text[i] == '+')) {
        i++;
      }
      int firstOfExponent = i;
      int written = 0;
      while (i < end && isDigit(text[i])) {
        written = Math.min(written * 10 + (text[i] - '0'), LARGEST_EXPONENT);
        i++;
      }
      if (i == firstOfExponent || i < end) {
        return Float.NaN;
      }
      exponent += down ? -written : written;
    }
    if (digits <= DIGITS && Math.abs(exponent) < POWERS.length) {
      double scaled = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
      float result = (float) scaled;
      if (mantissa <= EXACT
          || ((float) (scaled * (1 - 0x1p-50)) == result
              && (float) (scaled * (1 + 0x1p-50)) == result)) {
        return negative ? -result : result;
      }
    }
    return (float) Double.parseDouble(new String(text, start, end - start));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static float infinity(char[] text, int from, int to, boolean negative) {
    if (to - from != 3 && to - from != 8) {
      return Float.NaN;
    }
    String word = new String(text, from, to - from);
    if (!word.equalsIgnoreCase("inf") && !word.equalsIgnoreCase("infinity")) {
      return Float.NaN;
    }
    return negative ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
  }

  static float parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }
}
