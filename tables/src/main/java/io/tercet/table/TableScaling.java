package io.tercet.table;

import io.tercet.data.CategoryEncoding;
import io.tercet.data.ColumnEncoding;
import io.tercet.data.NumberEncoding;
import io.tercet.data.Preprocessing;
import io.tercet.data.VectorEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the numbers of a table are scaled. The constants are those of the training rows alone. */
public enum TableScaling {
  /** To mean 0 and standard deviation 1. */
  STANDARD,
  /** To [0, 1]. */
  MINMAX,
  /** Numbers stay as they are. */
  NONE;

  /** {@return the name on the command line: "standard"} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the preprocessing of a table's rows}
   *
   * @param table the table
   * @param rows the training rows
   * @throws IllegalArgumentException if no column has a value in the training rows
   */
  public Preprocessing fit(Table table, int[] rows) {
    ColumnStatistics[] statistics = statistics(table, rows);
    List<ColumnEncoding> columns = new ArrayList<>();
    int offset = 0;
    for (TableColumn column : table.columns()) {
      int first = offset;
      switch (column.kind()) {
        case NUMBER -> {
          ColumnStatistics found = statistics[first];
          if (found.count() > 0) {
            columns.add(
                new NumberEncoding(column.name(), shift(found), factor(found), found.mean()));
          }
        }
        case CATEGORY -> {
          List<String> seen = seen(table, rows, column, first);
          if (!seen.isEmpty()) {
            columns.add(new CategoryEncoding(column.name(), seen));
          }
        }
        case VECTOR ->
            columns.add(
                new VectorEncoding(
                    column.name(),
                    IntStream.range(0, column.size())
                        .mapToObj(i -> shift(statistics[first + i]))
                        .toList(),
                    IntStream.range(0, column.size())
                        .mapToObj(i -> factor(statistics[first + i]))
                        .toList()));
      }
      offset += column.size();
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          table.name() + ": no column has a value in the training rows");
    }
    return Preprocessing.ofColumns(columns);
  }

  private double shift(ColumnStatistics column) {
    return switch (this) {
      case STANDARD -> column.mean();
      case MINMAX -> column.count() == 0 ? 0 : column.least();
      case NONE -> 0;
    };
  }

  private double factor(ColumnStatistics column) {
    return switch (this) {
      case STANDARD -> inverse(column.deviation());
      case MINMAX -> inverse(column.count() == 0 ? 0 : column.most() - column.least());
      case NONE -> 1;
    };
  }

  /** Equal values differ by rounding at most: such a column tells nothing and becomes 0. */
  private static double inverse(double spread) {
    double factor = 1 / spread;
    return Double.isFinite(factor) ? factor : 0;
  }

  private static ColumnStatistics[] statistics(Table table, int[] rows) {
    ColumnStatistics[] statistics = new ColumnStatistics[table.width()];
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = new ColumnStatistics();
    }
    float[] values = new float[table.width()];
    for (int row : rows) {
      table.read(row, values, 0);
      for (int i = 0; i < values.length; i++) {
        statistics[i].add(values[i]);
      }
    }
    return statistics;
  }

  /** The categories that occur in the training rows, in the order of the column's. */
  private static List<String> seen(Table table, int[] rows, TableColumn column, int offset) {
    boolean[] occurs = new boolean[column.categories().size()];
    float[] values = new float[table.width()];
    for (int row : rows) {
      table.read(row, values, 0);
      if (!Float.isNaN(values[offset])) {
        occurs[(int) values[offset]] = true;
      }
    }
    return IntStream.range(0, occurs.length)
        .filter(i -> occurs[i])
        .mapToObj(column.categories()::get)
        .toList();
  }
}
