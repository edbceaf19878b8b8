package io.tercet.data;

import org.jspecify.annotations.Nullable;

/**
 * A column of numbers: a value x becomes the feature (x - shift) * factor.
 *
 * @param column name of the column
 * @param shift the mean of the training examples if standardized, their minimum if scaled to [0, 1]
 * @param factor 1 / standard deviation, or 1 / range, of the training examples; 0 if all of their
 *     values are equal
 * @param missing the value that stands for a missing one: the mean of the training examples
 */
public record NumberEncoding(String column, double shift, double factor, double missing)
    implements ColumnEncoding {

  /** Checks the constants. */
  public NumberEncoding {
    if (!Double.isFinite(shift) || !Double.isFinite(factor) || !Double.isFinite(missing)) {
      throw new IllegalArgumentException(
          "column '%s': shift, factor and missing must be finite, found %s, %s and %s"
              .formatted(column, shift, factor, missing));
    }
  }

  @Override
  public int features() {
    return 1;
  }

  /**
   * {@return the feature of a value}
   *
   * @param value a number, or NaN if it is missing
   */
  public float encode(float value) {
    double known = Float.isNaN(value) ? missing : value;
    return (float) ((known - shift) * factor);
  }

  @Override
  public void encode(@Nullable Object value, float[] features, int offset) {
    features[offset] =
        switch (value) {
          case null -> encode(Float.NaN);
          case Boolean flag -> encode(flag ? 1f : 0f);
          case Number number -> encode(number.floatValue());
          default ->
              throw new IllegalArgumentException(
                  "column '%s': found '%s', expected a number".formatted(column, value));
        };
  }
}
