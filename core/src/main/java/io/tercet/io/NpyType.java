package io.tercet.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Element type of a NumPy file.
 *
 * @param kind f for floating point, i for signed and u for unsigned integers, b for booleans
 * @param bytes size of an element
 * @param order byte order
 */
record NpyType(char kind, int bytes, ByteOrder order) {
  private static final Pattern CODE = Pattern.compile("([<>=|]?)([fiub])([1248])");
  private static final Pattern NAME = Pattern.compile("(float|int|uint)(8|16|32|64)");

  /** NumPy's one-letter codes, with the sizes of 64-bit Linux and macOS. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('e', "f2"),
          Map.entry('f', "f4"),
          Map.entry('d', "f8"),
          Map.entry('b', "i1"),
          Map.entry('h', "i2"),
          Map.entry('i', "i4"),
          Map.entry('l', "i8"),
          Map.entry('q', "i8"),
          Map.entry('B', "u1"),
          Map.entry('H', "u2"),
          Map.entry('I', "u4"),
          Map.entry('L', "u8"),
          Map.entry('Q', "u8"),
          Map.entry('?', "b1"));

  /** The type of NumPy's name, if it is numeric. */
  static Optional<NpyType> of(String description) {
    Matcher code = CODE.matcher(code(description));
    if (!code.matches()) {
      return Optional.empty();
    }
    char kind = code.group(2).charAt(0);
    int bytes = code.group(3).charAt(0) - '0';
    boolean exists =
        switch (kind) {
          case 'f' -> bytes >= 2;
          case 'b' -> bytes == 1;
          default -> true;
        };
    return exists ? Optional.of(new NpyType(kind, bytes, order(code.group(1)))) : Optional.empty();
  }

  private static String code(String description) {
    Matcher name = NAME.matcher(description);
    if (name.matches()) {
      return name.group(1).charAt(0) + String.valueOf(Integer.parseInt(name.group(2)) / 8);
    }
    if (description.equals("bool")) {
      return "b1";
    }
    int last = description.length() - 1;
    String letter = last < 0 ? null : LETTERS.get(description.charAt(last));
    return letter == null ? description : description.substring(0, last) + letter;
  }

  /** The machine's byte order unless specified. */
  private static ByteOrder order(String mark) {
    return switch (mark) {
      case "<" -> ByteOrder.LITTLE_ENDIAN;
      case ">" -> ByteOrder.BIG_ENDIAN;
      default -> ByteOrder.nativeOrder();
    };
  }

  boolean isFloatingPoint() {
    return kind == 'f';
  }

  /** Element {@code i} of floating-point data in this type's byte order. */
  double number(ByteBuffer data, int i) {
    return switch (bytes) {
      case 2 -> Float.float16ToFloat(data.getShort(2 * i));
      case 4 -> data.getFloat(4 * i);
      default -> data.getDouble(8 * i);
    };
  }

  /**
   * Element {@code i} of integer data in this type's byte order. Unsigned values of 2^63 and more
   * become negative.
   */
  long wholeNumber(ByteBuffer data, int i) {
    boolean signed = kind == 'i';
    return switch (bytes) {
      case 1 -> signed ? data.get(i) : Byte.toUnsignedInt(data.get(i));
      case 2 -> signed ? data.getShort(2 * i) : Short.toUnsignedInt(data.getShort(2 * i));
      case 4 -> signed ? data.getInt(4 * i) : Integer.toUnsignedLong(data.getInt(4 * i));
      default -> data.getLong(8 * i);
    };
  }
}
