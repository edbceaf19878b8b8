package io.tercet.data;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of categories, one-hot: a feature for each value that the training examples have, 1 for
 * the example's own and 0 for the others. A missing value and one that training has not seen are 0
 * everywhere.
 *
 * @param column name of the column
 * @param values the values, at least one and all different
 */
public record CategoryEncoding(String column, List<String> values) implements ColumnEncoding {

  /** Checks the values. */
  public CategoryEncoding {
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "column '%s': expected at least one value, and all different, found %s"
              .formatted(column, values));
    }
  }

  @Override
  public int features() {
    return values.size();
  }

  @Override
  public void encode(@Nullable Object value, float[] features, int offset) {
    for (int i = 0; i < values.size(); i++) {
      features[offset + i] = value != null && values.get(i).equals(value.toString()) ? 1 : 0;
    }
  }
}
