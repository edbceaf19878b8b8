package io.tercet.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an example goes through before the first layer: bytes are scaled to [0, 1] and flattened to
 * one row, or the columns of a table are encoded one after the other. Immutable.
 *
 * @param shape shape of an example: {@code [28, 28]}; of a table the number of features
 * @param scaling "unit", a byte b becomes b / 255 and other numbers stay as they are, or "columns"
 * @param columns with scaling "columns": the columns in order, at least one
 */
public record Preprocessing(
    List<Integer> shape,
    String scaling,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ColumnEncoding> columns) {
  private static final String UNIT = "unit";
  private static final String COLUMNS = "columns";

  /** Checks the parts against each other. */
  public Preprocessing(
      List<Integer> shape, String scaling, @Nullable List<ColumnEncoding> columns) {
    if (shape == null || shape.isEmpty() || shape.stream().anyMatch(n -> n == null || n < 1)) {
      throw new IllegalArgumentException(
          "the sizes of an example's shape must be at least 1, found " + shape);
    }
    if (!UNIT.equals(scaling) && !COLUMNS.equals(scaling)) {
      throw new IllegalArgumentException(
          "scaling must be '%s' or '%s', found '%s'".formatted(UNIT, COLUMNS, scaling));
    }
    this.shape = List.copyOf(shape);
    this.scaling = scaling;
    this.columns = columns == null ? List.of() : List.copyOf(columns);
    requireColumns();
  }

  private void requireColumns() {
    if (scaling.equals(UNIT) != columns.isEmpty()) {
      throw new IllegalArgumentException(
          "scaling '%s' with %d columns".formatted(scaling, columns.size()));
    }
    if (columns.isEmpty()) {
      return;
    }
    if (columns.stream().map(ColumnEncoding::column).distinct().count() < columns.size()) {
      throw new IllegalArgumentException("a column is there twice: " + columnNames());
    }
    long features = columns.stream().mapToLong(ColumnEncoding::features).sum();
    if (shape.size() != 1 || shape.getFirst() != features) {
      throw new IllegalArgumentException(
          "columns of %d features, found shape %s".formatted(features, shape));
    }
  }

  /**
   * {@return the preprocessing that scales bytes to [0, 1]}
   *
   * @param shape shape of an example
   */
  public static Preprocessing unit(List<Integer> shape) {
    return new Preprocessing(shape, UNIT, List.of());
  }

  /**
   * {@return the preprocessing of a table's rows}
   *
   * @param columns the columns in order, at least one
   */
  public static Preprocessing ofColumns(List<? extends ColumnEncoding> columns) {
    int features = columns.stream().mapToInt(ColumnEncoding::features).sum();
    return new Preprocessing(List.of(features), COLUMNS, List.copyOf(columns));
  }

  /** {@return the number of values of an example, capped at 2^31} */
  public long size() {
    return shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
  }

  /** {@return whether examples are rows of a table} */
  @JsonIgnore
  public boolean isOfColumns() {
    return !columns.isEmpty();
  }

  /** {@return the names of the columns, in order} */
  public List<String> columnNames() {
    return columns.stream().map(ColumnEncoding::column).toList();
  }

  /**
   * {@return the features of a row}
   *
   * @param row values by column: numbers, text, {@code float[]}; a column that is absent or null is
   *     a missing value
   * @throws IllegalArgumentException if this is no preprocessing of columns, a column is unknown,
   *     or a value is none of its column
   */
  public float[] encode(Map<String, ? extends @Nullable Object> row) {
    if (!isOfColumns()) {
      throw new IllegalArgumentException(
          "expected examples of shape %s, found a row of columns".formatted(shape));
    }
    HashSet<String> unknown = new HashSet<>(row.keySet());
    columnNames().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "found column '%s', expected %s".formatted(unknown.iterator().next(), columnNames()));
    }
    float[] features = new float[shape.getFirst()];
    int offset = 0;
    for (ColumnEncoding column : columns) {
      column.encode(row.get(column.column()), features, offset);
      offset += column.features();
    }
    return features;
  }
}
