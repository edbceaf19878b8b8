package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
  /** The naive twin. */
  private static void isSame(String text) {
    float expected = (float) Double.parseDouble(text);
    float found = DecimalText.parse(text);
    if (Float.floatToIntBits(found) != Float.floatToIntBits(expected)) {
      throw new AssertionError("%s: found %s, expected %s".formatted(text, found, expected));
    }
  }

  @Test
  void parsesNumbersOfAllFormsAsTheJdkDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 400_000; i++) {
      isSame(random(random));
    }
  }

  private static String random(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 320));
      case 1 -> Float.toString(random.nextFloat() * 1000);
      case 2 -> Double.toString(random.nextGaussian());
      case 3 -> digits(random, 1 + random.nextInt(25)) + "." + digits(random, random.nextInt(25));
      case 4 -> "-." + digits(random, 1 + random.nextInt(20)) + "E" + (random.nextInt(100) - 50);
      case 5 -> "+" + digits(random, 1 + random.nextInt(18)) + "e" + random.nextInt(30);
      default -> Long.toString(random.nextLong());
    };
  }

  private static String digits(Random random, int count) {
    return random
        .ints(count, '0', '9' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void roundsAsTheJdkDoesBetweenFloats() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      float low = Float.intBitsToFloat(random.nextInt(0x7f7fffff));
      BigDecimal middle =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(new BigDecimal(2));
      isSame(middle.toString());
      isSame(middle.round(new MathContext(17)).toString());
      isSame(middle.round(new MathContext(18)).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1e-400",
        "9007199254740993",
        "1e22",
        "1e23",
        "1e-22",
        "4.9e-324",
        "00000000000000000000001.5",
        "123456789012345678",
        "1.e5",
        "3.4028235e38",
        "1e-46",
        "0.000000000000000000000000000001",
        "999999999999999999e22",
        "1e0000000000000000003"
      })
  void parsesAwkwardNumbers(String text) {
    isSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ".", "-", "+", "e5", "1e", "1e+", "1.2.3", "0x10", "1d", "1f", "1_000", "1,5",
        "--1", "1 2", "NaN", "infinit", "١", "1e5x"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(DecimalText.parse(text)).isNaN();
  }

  @Test
  void takesSpacesAndInfinities() {
    assertThat(DecimalText.parse(" 1.5\t")).isEqualTo(1.5f);
    assertThat(DecimalText.parse("Inf")).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(DecimalText.parse("-infinity")).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(DecimalText.parse("1e99999999999999")).isEqualTo(Float.POSITIVE_INFINITY);
  }
}
