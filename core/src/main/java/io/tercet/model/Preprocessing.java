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

  public Preprocessing {
    shape = List.copyOf(shape);
  }

  /** Bytes to [0, 1]. */
  public static Preprocessing unit(List<Integer> shape) {
    return new Preprocessing(shape, "unit");
  }
}
