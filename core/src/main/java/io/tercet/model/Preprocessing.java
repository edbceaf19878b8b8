package io.tercet.model;

import java.util.List;

/**
 * The preprocessing of an example before the first layer: bytes are scaled to [0, 1] and flattened
 * to one row.
 *
 * @param shape shape of an example in the data: {@code [28, 28]}
 * @param scaling scaling of values; only "unit": a byte b becomes b / 255
 */
public record Preprocessing(List<Integer> shape, String scaling) {
  private static final String UNIT = "unit";

  public Preprocessing {
    if (shape == null || shape.isEmpty() || shape.stream().anyMatch(n -> n == null || n < 1)) {
      throw new IllegalArgumentException(
          "the sizes of an example's shape must be at least 1, found " + shape);
    }
    if (!UNIT.equals(scaling)) {
      throw new IllegalArgumentException(
          "scaling must be '%s', found '%s'".formatted(UNIT, scaling));
    }
    shape = List.copyOf(shape);
  }

  /** Number of values of an example, capped at 2^31. */
  long size() {
    return shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
  }

  /** Scales bytes to [0, 1]. */
  public static Preprocessing unit(List<Integer> shape) {
    return new Preprocessing(shape, UNIT);
  }
}
