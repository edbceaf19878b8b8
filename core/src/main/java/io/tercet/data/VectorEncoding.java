package io.tercet.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of vectors: entry i, x, becomes the feature (x - shift) * factor with constants of its
 * own. Entries of a missing vector become 0.
 *
 * @param column name of the column
 * @param shift of each entry, as in {@link NumberEncoding}
 * @param factor of each entry, as in {@link NumberEncoding}
 */
public record VectorEncoding(String column, List<Double> shift, List<Double> factor)
    implements ColumnEncoding {

  /** Checks the constants. */
  public VectorEncoding {
    shift = List.copyOf(shift);
    factor = List.copyOf(factor);
    if (shift.isEmpty() || shift.size() != factor.size()) {
      throw new IllegalArgumentException(
          "column '%s': expected as many shifts as factors, at least one, found %d and %d"
              .formatted(column, shift.size(), factor.size()));
    }
    if (!shift.stream().allMatch(Double::isFinite) || !factor.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "column '%s': expected finite shifts and factors".formatted(column));
    }
  }

  @Override
  public int features() {
    return shift.size();
  }

  /**
   * {@return the feature of an entry}
   *
   * @param entry its index
   * @param value a number, or NaN if the vector is missing
   */
  public float encode(int entry, float value) {
    return Float.isNaN(value) ? 0 : (float) ((value - shift.get(entry)) * factor.get(entry));
  }

  @Override
  public void encode(@Nullable Object value, float[] features, int offset) {
    if (value != null && !(value instanceof float[] found && found.length == shift.size())) {
      throw new IllegalArgumentException(
          "column '%s': expected a float[%d]".formatted(column, shift.size()));
    }
    for (int i = 0; i < shift.size(); i++) {
      features[offset + i] = encode(i, value == null ? Float.NaN : ((float[]) value)[i]);
    }
  }
}
