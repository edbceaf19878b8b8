package io.tercet.model;

import java.util.List;

/**
 * What becomes of an example before the first layer: bytes are scaled to [0, 1] and laid out as one
 * row.
 *
 * @param shape shape of an example as the data has it: {@code [28, 28]}
 * @param scaling how values are scaled; only "unit": a byte b becomes b / 255
 */
public record Preprocessing(List<Integer> shape, String scaling) {
  private static final String UNIT = "unit";

  public Preprocessing {
    if (shape == null || shape.isEmpty() || shape.stream().anyMatch(n -> n == null || n < 1)) {
      throw new IllegalArgumentException(
          "the shape of an example has sizes of at least 1, found " + shape);
    }
    if (!UNIT.equals(scaling)) {
      throw new IllegalArgumentException("scaling is '%s', found '%s'".formatted(UNIT, scaling));
    }
    shape = List.copyOf(shape);
  }

  /** Numbers of an example; 2^31 where there are as many or more. */
  long size() {
    return shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
  }

  /** Bytes to [0, 1]. */
  public static Preprocessing unit(List<Integer> shape) {
    return new Preprocessing(shape, UNIT);
  }
}
