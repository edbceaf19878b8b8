package io.tercet.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes well-formed inputs a little: bits, bytes, numbers of several sizes in either order, runs
 * of digits; truncates them, repeats parts and concatenates two. The first bytes, by which formats
 * are detected, are mostly kept.
 */
final class Mutator {
  private static final long[] ODD = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffff,
    0x80000000L,
    0x7fffffffffffffffL,
    1 << 20
  };
  private static final String[] NUMBERS = {
    "0",
    "-1",
    "1",
    "65536",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "1e9",
    "null",
    "\"x\""
  };
  private static final int MAGIC = 4;

  private final List<byte[]> seeds;
  private final SplittableRandom random;

  Mutator(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new SplittableRandom(seed);
  }

  byte[] next() {
    byte[] input = seed().clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      input = changed(input);
    }
    return input;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] changed(byte[] input) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int first = input.length > MAGIC && random.nextInt(20) > 0 ? MAGIC : 0;
    int at = random.nextInt(first, Math.max(first + 1, input.length));
    at = Math.min(at, input.length - 1);
    switch (random.nextInt(8)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt(256);
      case 2 -> putNumber(input, at);
      case 3 -> {
        return Arrays.copyOf(input, at);
      }
      case 4 -> {
        int length = random.nextInt(1, 9);
        return replaced(input, at, at, Arrays.copyOfRange(input, at, at + length));
      }
      case 5 -> {
        byte[] other = seed();
        int from = random.nextInt(other.length + 1);
        return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
      }
      case 6 -> {
        int end = Math.min(input.length, at + random.nextInt(1, 17));
        return replaced(input, at, end, new byte[0]);
      }
      default -> {
        return withOtherDigits(input, at);
      }
    }
    return input;
  }

  private void putNumber(byte[] input, int at) {
    long number = ODD[random.nextInt(ODD.length)];
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer bytes = ByteBuffer.wrap(input).order(order);
    int room = input.length - at;
    if (room >= 8 && random.nextInt(4) == 0) {
      bytes.putLong(at, number);
    } else if (room >= 4 && random.nextBoolean()) {
      bytes.putInt(at, (int) number);
    } else if (room >= 2) {
      bytes.putShort(at, (short) number);
    } else {
      bytes.put(at, (byte) number);
    }
  }

  /** The next number that is written in digits becomes another one. */
  private byte[] withOtherDigits(byte[] input, int at) {
    int from = at;
    while (from < input.length && !isDigit(input[from])) {
      from++;
    }
    int to = from;
    while (to < input.length && isDigit(input[to])) {
      to++;
    }
    String number = NUMBERS[random.nextInt(NUMBERS.length)];
    return replaced(input, from, to, number.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] result = Arrays.copyOf(input, from + by.length + input.length - to);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(input, to, result, from + by.length, input.length - to);
    return result;
  }
}
